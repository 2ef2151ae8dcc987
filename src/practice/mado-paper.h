/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-taste.h"

G_BEGIN_DECLS

/* An application as it comes: what stands on the paper, what is forgotten on it, and what is so. */
typedef struct {
  guint64 number; /* of the case, from 1 */
  MadoDate day;   /* on which it is written */
  char receipt[32];
  GPtrArray *people;       /* (element-type MadoPersona) */
  yyjson_mut_val *written; /* item → value, as it stands there at first */
  yyjson_mut_val *whole;   /* item → value, with what was forgotten */
  yyjson_mut_val *rows;    /* list → [{"whole", "written"}, …] */

  /*< private >*/
  const MadoTaste *taste;
  const MadoScenery *scenery;
  MadoChance chance;
  yyjson_mut_doc *doc;
} MadoPaper;

MadoPaper *mado_paper_new (const MadoTaste *taste,
                           const MadoScenery *scenery,
                           guint64 seed,
                           guint64 number,
                           MadoDate day) G_GNUC_WARN_UNUSED_RESULT;
void mado_paper_free (MadoPaper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPaper, mado_paper_free)

yyjson_mut_val *mado_paper_get_whole (const MadoPaper *self, const MadoItem *item, guint row);
yyjson_mut_val *mado_paper_draw_again (MadoPaper *self, const MadoItem *item);
void mado_paper_send_again (MadoPaper *self, guint64 times);

G_END_DECLS
