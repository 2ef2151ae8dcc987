/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nothing is asked of whoever types what stands on the application. */

#include "mado-account-origin.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-date-text.h"
#include "mado-field.h"
#include "mado-fold.h"
#include "mado-wording.h"

struct _MadoAccountOrigin {
  AdwBin parent_instance;

  GtkCheckButton *earlier;
  GtkGrid *grid;
  GtkEditable *day;
  GtkEditable *reason;
  GtkLabel *fault;
};

G_DEFINE_FINAL_TYPE (MadoAccountOrigin, mado_account_origin, ADW_TYPE_BIN)

static gboolean
refuse (MadoAccountOrigin *self, const char *why, GtkEditable *field)
{
  gtk_label_set_text (self->fault, why);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (field));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), why, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);

  return FALSE;
}

static void
toggled_cb (GtkCheckButton *button, MadoAccountOrigin *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->grid), gtk_check_button_get_active (button));
  gtk_widget_set_visible (GTK_WIDGET (self->fault), FALSE);
}

/**
 * mado_account_origin_watch:
 * @self: an origin
 * @unsaved: what is typed and not saved
 */
void
mado_account_origin_watch (MadoAccountOrigin *self, MadoUnsaved *unsaved)
{
  mado_unsaved_watch (unsaved, GTK_WIDGET (self->day), "text", "origin-day");
  mado_unsaved_watch (unsaved, GTK_WIDGET (self->reason), "text", "origin-reason");
}

/**
 * mado_account_origin_clear:
 * @self: an origin
 *
 * It is from this application, until somebody says otherwise.
 */
void
mado_account_origin_clear (MadoAccountOrigin *self)
{
  gtk_editable_set_text (self->day, "");
  gtk_editable_set_text (self->reason, "");
  gtk_check_button_set_active (self->earlier, FALSE);
}

/**
 * mado_account_origin_dup_reason:
 * @self: an origin
 *
 * Returns: (transfer full) (nullable): why an account of an earlier year is taken; %NULL: nobody has said
 */
char *
mado_account_origin_dup_reason (MadoAccountOrigin *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));

  return reason[0] != '\0' ? g_steal_pointer (&reason) : NULL;
}

/**
 * mado_account_origin_ask_for_reason:
 * @self: an origin
 *
 * Somebody wants to take an account of an earlier year, and has not said why.
 */
void
mado_account_origin_ask_for_reason (MadoAccountOrigin *self)
{
  gtk_check_button_set_active (self->earlier, TRUE);
  refuse (self, _ ("Say why an account of an earlier year is taken"), self->reason);
}

/**
 * mado_account_origin_read:
 * @self: an origin
 * @applied_on: the day of the application
 * @entry: takes from when the account is
 *
 * Returns: whether it can be read; else it says what is missing
 */
gboolean
mado_account_origin_read (MadoAccountOrigin *self, const char *applied_on, MadoAccountEntry *entry)
{
  g_autofree char *typed = g_strstrip (mado_fold_width (gtk_editable_get_text (self->day)));
  g_autofree char *reason = mado_account_origin_dup_reason (self);
  char iso[MADO_DATE_ISO_SIZE];
  MadoDate day;

  entry->is_earlier = gtk_check_button_get_active (self->earlier);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), FALSE);
  g_set_str (&entry->date, applied_on);
  if (!entry->is_earlier)
    return TRUE;
  if (mado_date_text_parse (typed, &day) != MADO_DATE_TEXT_OK)
    return refuse (self, _ ("Type the day on which the account was told, as R7.4.1"), self->day);
  mado_date_to_iso (day, iso);
  if (applied_on != NULL && strcmp (iso, applied_on) >= 0)
    return refuse (self, _ ("That is not before the application: then it is no account of an earlier year"), self->day);
  g_set_str (&entry->date, iso);
  if (reason == NULL)
    mado_account_origin_ask_for_reason (self);

  return reason != NULL;
}

/**
 * mado_account_origin_write:
 * @entry: an account
 *
 * Returns: (transfer full): where it comes from, in words
 */
char *
mado_account_origin_write (const MadoAccountEntry *entry)
{
  g_autofree char *day = NULL;

  if (!entry->is_earlier)
    return g_strdup (_ ("this application"));
  day = mado_wording_write_day (entry->date);

  /* Translators: %s is a day */
  return g_strdup_printf (_ ("told on %s, in an earlier year"), day);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static GtkEditable *
add_field (MadoAccountOrigin *self, const char *name, int row)
{
  GtkWidget *label = gtk_label_new (name), *entry = gtk_entry_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_hexpand (entry, row > 0);
  gtk_grid_attach (self->grid, label, 0, row, 1, 1);
  gtk_grid_attach (self->grid, entry, 1, row, 1, 1);

  return GTK_EDITABLE (entry);
}

static void
mado_account_origin_class_init (MadoAccountOriginClass *class)
{
}

static void
mado_account_origin_init (MadoAccountOrigin *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->earlier = GTK_CHECK_BUTTON (gtk_check_button_new_with_mnemonic (_ ("An account _told in an earlier year")));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->earlier), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("An account told in an earlier year"),
                                  -1); /* GTK would read the underscore, too */
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 18);
  gtk_grid_set_row_spacing (self->grid, 6);
  self->day = add_field (self, _ ("Day on Which It Was Told"), 0);
  self->reason = add_field (self, _ ("Why It Is Taken"), 1);
  mado_field_take_latin (self->day);
  self->fault = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->fault, 0);
  gtk_label_set_wrap (self->fault, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->fault), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->grid), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->earlier));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->grid));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->fault));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect (self->earlier, "toggled", G_CALLBACK (toggled_cb), self);
}
