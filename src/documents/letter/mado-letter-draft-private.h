/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* For the files of the draft alone. */

#include <yyjson.h>

#include "mado-letter-draft.h"

G_BEGIN_DECLS

struct _MadoLetterDraft {
  yyjson_mut_doc *doc;
  GPtrArray *blocks; /* (element-type utf8): their ids; they live as long as the document */
  GPtrArray *pieces; /* (element-type MadoLetterPiece) */
};

void mado_letter_draft_list (MadoLetterDraft *self);
yyjson_mut_val *mado_letter_draft_get_block (const MadoLetterDraft *self, const char *block);
const char *mado_letter_draft_place (MadoLetterDraft *self, const char *like, const char *name, yyjson_mut_val *member);

G_END_DECLS
