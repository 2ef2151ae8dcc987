/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mado-session.h"

G_BEGIN_DECLS

/* A file that is made of the profile: asked where it goes, made beside the window, written for its owner alone, and
 * opened. */
typedef struct {
  GtkWidget *parent; /* over which it is asked and told */
  MadoSession *session;
  const char *title; /* (nullable): of the question */
  const char *name;  /* that is proposed */

  /* Returns: (transfer full) (nullable): what is in it; on a thread of the profile */
  GBytes *(*make) (gpointer data, MadoDatabase *database, GError **error);
  /* (nullable): Returns: whether why not was told here */
  gboolean (*refused) (gpointer data);
  gpointer data;
  GDestroyNotify free_data;
} MadoLedgerPaper;

void mado_ledger_paper_save (const MadoLedgerPaper *paper);

G_END_DECLS
