/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-form-heading.h"
#include "mado-item.h"

G_BEGIN_DECLS

/* What a form says instead of the stored words: word → stored word. */
typedef GHashTable MadoIntakeWords;

/* How the values of a type of item are brought from a form's text into the one form in which they are stored. */
typedef struct {
  const char *name;
  MadoFormKind kind; /* how the form's reader cleans them */
  yyjson_mut_val *(*read) (MadoIntakeWords *words, const char *text, yyjson_mut_doc *doc, const char **out_code);
} MadoIntakeType;

const MadoIntakeType *mado_intake_type_find (const MadoItem *item, const char *part);
MadoIntakeWords *mado_intake_words_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_intake_words_add (MadoIntakeWords *self, const char *word, const char *stored);
void mado_intake_words_add_own (MadoIntakeWords *self, const MadoItem *item);

yyjson_mut_val *mado_intake_type_read (
    const MadoIntakeType *self, MadoIntakeWords *words, const char *text, yyjson_mut_doc *doc, const char **out_code);
const char *mado_intake_value_check (const MadoItem *item, const yyjson_mut_val *value);

G_END_DECLS
