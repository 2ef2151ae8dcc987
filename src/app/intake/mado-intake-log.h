/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-session.h"

G_BEGIN_DECLS

/* The files that were taken in here, and their end. */

/* One of them, as people read it. */
#define MADO_TYPE_INTAKE_ENTRY (mado_intake_entry_get_type ())
G_DECLARE_FINAL_TYPE (MadoIntakeEntry, mado_intake_entry, MADO, INTAKE_ENTRY, GObject)

typedef enum {
  MADO_INTAKE_ENTRY_WHEN,
  MADO_INTAKE_ENTRY_NAME,
  MADO_INTAKE_ENTRY_FORM,
  MADO_INTAKE_ENTRY_RESULT,
  MADO_INTAKE_ENTRY_BY,
  MADO_INTAKE_ENTRY_KEPT,   /* whether the file is here, and until when */
  MADO_INTAKE_ENTRY_DIGEST, /* SHA-256 of the file */
} MadoIntakeEntryPart;

#define MADO_INTAKE_ENTRY_N_PARTS (MADO_INTAKE_ENTRY_DIGEST + 1)

const char *mado_intake_entry_get (MadoIntakeEntry *self, MadoIntakeEntryPart part);
const char *mado_intake_entry_part_get_title (MadoIntakeEntryPart part);

void mado_intake_log_load_async (MadoSession *session, GAsyncReadyCallback callback, gpointer user_data);
GListStore *mado_intake_log_load_finish (GAsyncResult *result,
                                         guint *out_n_due,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_intake_log_forget_async (MadoSession *session, GAsyncReadyCallback callback, gpointer user_data);
gboolean mado_intake_log_forget_finish (GAsyncResult *result, guint *out_n_forgotten, GError **error);

G_END_DECLS
