/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-bureau.h"
#include "mado-place.h"

G_BEGIN_DECLS

/* A page of the administrator's desk: what the service says of something, in groups of rows. What is on it is asked for
 * when the page is made, after each change, and whenever somebody refreshes. */
#define MADO_TYPE_ROLL_PAGE (mado_roll_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (MadoRollPage, mado_roll_page, MADO, ROLL_PAGE, AdwNavigationPage)

struct _MadoRollPageClass {
  AdwNavigationPageClass parent_class;

  /* Most ask with mado_roll_page_ask(); who knows all by himself shows it: begin, groups, show. */
  void (*load) (MadoRollPage *self);
  /* Of those who ask: keeps what the service says, as mado_door_hear_…() reads it, … */
  gboolean (*hear) (MadoRollPage *self, GAsyncResult *result, MadoAccessVerdict *out_verdict, GError **error);
  /* … and makes groups of it. */
  void (*fill) (MadoRollPage *self);
};

AdwNavigationPage *mado_roll_page_create (GType type, MadoPlace *place, MadoSession *session);
MadoBureau *mado_roll_page_get_bureau (MadoRollPage *self);
void mado_roll_page_add_button (MadoRollPage *self, const char *label, GCallback clicked);
void mado_roll_page_load (MadoRollPage *self);
void mado_roll_page_ask (MadoRollPage *self, const char *verb, const MadoAccessRequest *request);
MadoPlace *mado_roll_page_add_place (const MadoPageKind *kind, const char *title, gboolean is_for, GListStore *places);

/* What somebody chose; nothing is said where he chose nothing. */
typedef void (*MadoRollFileChosen) (MadoRollPage *page, GFile *file, gconstpointer data);

void mado_roll_page_choose_file (MadoRollPage *self, const char *title, MadoRollFileChosen chosen, gconstpointer data);
void mado_roll_page_choose_place (
    MadoRollPage *self, const char *title, const char *name, MadoRollFileChosen chosen, gconstpointer data);
void mado_roll_page_say (MadoRollPage *self, const char *text);

void mado_roll_page_begin (MadoRollPage *self);
AdwPreferencesGroup *mado_roll_page_add_group (MadoRollPage *self, const char *title, const char *description);
void mado_roll_page_show (MadoRollPage *self);
void mado_roll_page_show_empty (MadoRollPage *self, const char *title, const char *description);
void mado_roll_page_fail (MadoRollPage *self, const GError *error);

GtkWidget *mado_roll_row_new (const char *title, const char *subtitle) G_GNUC_WARN_UNUSED_RESULT;
void mado_roll_row_mark (GtkWidget *row, const char *mark, const char *style);
void mado_roll_row_add_menu (GtkWidget *row, const char *name, GMenu *menu);
void mado_roll_menu_add (GMenu *menu, const char *label, const char *action, const char *target);

char *mado_roll_dup_time (MadoInstant instant) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
