/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MADO_LIST_PREVIEW_MOST 200 /* changes that are named; the others are counted */

/* A change, or what is wrong. */
typedef struct {
  char *title;
  char *detail;
  const char *mark;  /* (nullable): a word, translated */
  const char *style; /* (nullable): of it */
} MadoListPreviewLine;

/* A file that is to take the place of a list (mado-reference-list.h): what is new, changed and gone against the one
 * that this machine looks things up in, before anybody takes it into use. */
typedef struct {
  const char *list; /* MADO_REFERENCE_BANKS, … */
  char *file;
  char *day;         /* of the list; NULL: nothing says it */
  GBytes *text;      /* (nullable): what goes to the service; NULL: it cannot be taken into use */
  char *counts;      /* how many are new, changed, gone, in words */
  GPtrArray *faults; /* (element-type MadoListPreviewLine) */
  GPtrArray *lines;  /* (element-type MadoListPreviewLine): what is gone first, for that is what hurts */
  guint n_more;      /* changes that are not named */
} MadoListPreview;

void mado_list_preview_free (MadoListPreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoListPreview, mado_list_preview_free)

void mado_list_preview_load_async (const char *list, GFile *file, GAsyncReadyCallback callback, gpointer user_data);
MadoListPreview *mado_list_preview_load_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
