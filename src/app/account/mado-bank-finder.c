/* SPDX-License-Identifier: GPL-3.0-or-later */

/* First the bank, then the branch. It begins empty each time: what somebody looked for before is proposed to nobody. */

#include "mado-bank-finder.h"

#include <glib/gi18n.h>

#include "mado-bank-book.h"
#include "mado-bank-search.h"
#include "mado-era.h"

#define MOST_ROWS 50

struct _MadoBankFinder {
  AdwDialog parent_instance;

  const MadoBankMaster *master;
  const MadoBankEntry *bank; /* (nullable): that was chosen */

  GtkWidget *chosen_row;
  GtkLabel *chosen;
  GtkEditable *search;
  GtkLabel *note;
  GtkListBox *list;
  GtkLabel *source;
};

G_DEFINE_FINAL_TYPE (MadoBankFinder, mado_bank_finder, ADW_TYPE_DIALOG)

static guint found_signal;

static GtkWidget *
create_row (const MadoBankEntry *entry)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_strdup_printf ("%s　%s", entry->code, entry->name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), entry->kana);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "entry", (gpointer) entry);

  return row;
}

static void
show_note (MadoBankFinder *self, const char *typed, guint n_found)
{
  g_autofree char *old = self->bank == NULL ? mado_bank_book_dup_old_name (self->master, typed) : g_strdup ("");
  const char *none = self->bank != NULL ? _ ("No branch is found. It may have been merged into another: ask the "
                                             "applicant for the newest page of the passbook.")
                                        : _ ("No bank is found.");
  const char *text = old[0] != '\0' ? old : (n_found == 0 && typed[0] != '\0' ? none : "");

  gtk_label_set_text (self->note, text);
  gtk_widget_set_visible (GTK_WIDGET (self->note), text[0] != '\0');
}

static void
show_found (MadoBankFinder *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->search)));
  g_autoptr (GPtrArray) found = mado_bank_master_search (self->master, self->bank, typed, MOST_ROWS);

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < found->len; i++)
    gtk_list_box_append (self->list, create_row (g_ptr_array_index (found, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->list), found->len > 0);
  show_note (self, typed, found->len);
}

static void
choose_bank (MadoBankFinder *self, const MadoBankEntry *bank)
{
  g_autofree char *text = bank != NULL ? g_strdup_printf ("%s　%s", bank->code, bank->name) : g_strdup ("");

  self->bank = bank;
  gtk_label_set_text (self->chosen, text);
  gtk_widget_set_visible (self->chosen_row, bank != NULL);
  gtk_editable_set_text (self->search, "");
  show_found (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
choose (MadoBankFinder *self, GtkListBoxRow *row)
{
  const MadoBankEntry *entry = g_object_get_data (G_OBJECT (row), "entry");

  if (self->bank == NULL) {
    choose_bank (self, entry);
    return;
  }
  g_signal_emit (self, found_signal, 0, self->bank->code, entry->code);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, MadoBankFinder *self)
{
  choose (self, row);
}

static void
first_cb (GtkSearchEntry *search, MadoBankFinder *self)
{
  GtkListBoxRow *row;

  show_found (self); /* what was typed last may not have been looked for yet */
  row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row != NULL)
    choose (self, row);
}

static void
search_cb (GtkSearchEntry *search, MadoBankFinder *self)
{
  show_found (self);
}

/* The field keeps Escape for itself. */
static void
stopped_cb (GtkSearchEntry *search, MadoBankFinder *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
another_cb (GtkButton *button, MadoBankFinder *self)
{
  choose_bank (self, NULL);
}

static void
mado_bank_finder_class_init (MadoBankFinderClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  found_signal = g_signal_new ("found", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                               2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-bank-finder.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoBankFinder, chosen_row);
  gtk_widget_class_bind_template_child (widget_class, MadoBankFinder, chosen);
  gtk_widget_class_bind_template_child (widget_class, MadoBankFinder, search);
  gtk_widget_class_bind_template_child (widget_class, MadoBankFinder, note);
  gtk_widget_class_bind_template_child (widget_class, MadoBankFinder, list);
  gtk_widget_class_bind_template_child (widget_class, MadoBankFinder, source);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, first_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, another_cb);
}

static void
mado_bank_finder_init (MadoBankFinder *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * mado_bank_finder_new:
 * @master: where it looks; must outlive it
 *
 * Returns: (transfer floating): the finder, to be presented on a window
 */
AdwDialog *
mado_bank_finder_new (const MadoBankMaster *master)
{
  MadoBankFinder *self = g_object_new (MADO_TYPE_BANK_FINDER, NULL);
  g_autofree char *day = mado_era_format (mado_bank_master_get_date (master));
  /* Translators: %s is a day */
  g_autofree char *source = g_strdup_printf (_ ("List of banks as of %s"), day != NULL ? day : "—");

  self->master = master;
  gtk_label_set_text (self->source, source);
  choose_bank (self, NULL);

  return ADW_DIALOG (self);
}
