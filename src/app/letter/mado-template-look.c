/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each choice knows what of the block it changes, and what stands in the file for each of its words. */

#include "mado-template-look.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-letter-words.h"

struct _MadoTemplateLook {
  AdwBin parent_instance;

  MadoLetterDraft *draft;
  char *block;
  AdwPreferencesGroup *rows;
};

G_DEFINE_FINAL_TYPE (MadoTemplateLook, mado_template_look, ADW_TYPE_BIN)

static guint changed_signal;

/* --- choices ------------------------------------------------------------------------------------------------------ */

typedef struct {
  GPtrArray *ids; /* (element-type utf8) */
  GtkStringList *words;
} Choices;

static void
clear_choices (Choices *self)
{
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_object (&self->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Choices, clear_choices)

static Choices
begin_choices (void)
{
  return (Choices) { g_ptr_array_new_with_free_func (g_free), gtk_string_list_new (NULL) };
}

/* Once, however many pages have it. */
static void
add_choice (Choices *self, const char *id, const char *words)
{
  if (g_ptr_array_find_with_equal_func (self->ids, id, g_str_equal, NULL))
    return;
  g_ptr_array_add (self->ids, g_strdup (id));
  gtk_string_list_append (self->words, words);
}

static void
chosen_cb (AdwComboRow *row, GParamSpec *pspec, MadoTemplateLook *self)
{
  const GPtrArray *ids = g_object_get_data (G_OBJECT (row), "ids");
  const guint place = adw_combo_row_get_selected (row);

  if (place >= ids->len)
    return;
  mado_letter_draft_set_name (self->draft, self->block, g_object_get_data (G_OBJECT (row), "path"),
                              g_ptr_array_index (ids, place));
  g_signal_emit (self, changed_signal, 0);
}

/* What the draft says now is among the choices, even if the layout does not know it. */
static void
add_row (MadoTemplateLook *self, const char *title, const char *path, Choices *choices)
{
  const char *now = mado_letter_draft_get_name (self->draft, self->block, path);
  GtkWidget *row = adw_combo_row_new ();
  guint place = 0;

  add_choice (choices, now, now);
  g_ptr_array_find_with_equal_func (choices->ids, now, g_str_equal, &place);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (choices->words));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), place);
  g_object_set_data_full (G_OBJECT (row), "path", g_strdup (path), g_free);
  g_object_set_data_full (G_OBJECT (row), "ids", g_ptr_array_ref (choices->ids), (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_DEFAULT);
  adw_preferences_group_add (self->rows, row);
}

/* The run's own mark has a place and a style of its own. */
static gboolean
is_mark (const char *id)
{
  return strcmp (id, "mark") == 0;
}

static void
add_areas (MadoTemplateLook *self, const MadoLayout *layout)
{
  g_auto (Choices) choices = begin_choices ();

  for (guint i = 0; i < mado_section_get_count (layout->pages); i++) {
    const MadoLayoutPage *page = mado_section_get (layout->pages, i);

    for (guint j = 0; j < mado_section_get_count (page->areas); j++) {
      const MadoLayoutArea *area = mado_section_get (page->areas, j);
      g_autofree char *words = mado_letter_words_dup_area (area);

      if (!is_mark (area->id))
        add_choice (&choices, area->id, words);
    }
  }
  add_row (self, C_ ("part of a letter", "Place"), "area", &choices);
}

/* A table has a width for what stands before its rows, and nothing else has. */
static void
add_styles (MadoTemplateLook *self, const MadoLayout *layout)
{
  g_auto (Choices) choices = begin_choices ();
  gboolean has_rows = mado_letter_draft_has (self->draft, self->block, "rows");

  for (guint i = 0; i < mado_section_get_count (layout->styles); i++) {
    const MadoLayoutStyle *style = mado_section_get (layout->styles, i);

    if ((style->label > 0) == has_rows && !is_mark (style->id))
      add_choice (&choices, style->id, mado_letter_words_get_style (style->id));
  }
  add_row (self, C_ ("part of a letter", "Style"), "style", &choices);
}

static void
add_items (
    MadoTemplateLook *self, const MadoTemplateMeans *means, const char *title, const char *path, const char *type)
{
  g_auto (Choices) choices = begin_choices ();

  for (guint i = 0; means->letter != NULL && i < means->letter->items->len; i++) {
    const MadoItem *item = mado_section_find (means->programme->items, g_ptr_array_index (means->letter->items, i));

    if (item != NULL && strcmp (item->type, type) == 0 && !item->is_of_list)
      add_choice (&choices, item->id, item->label);
  }
  add_row (self, title, path, &choices);
}

/* --- sizes -------------------------------------------------------------------------------------------------------- */

static void
resized_cb (AdwSpinRow *row, GParamSpec *pspec, MadoTemplateLook *self)
{
  mado_letter_draft_set_size (self->draft, self->block, g_object_get_data (G_OBJECT (row), "path"),
                              adw_spin_row_get_value (row));
  g_signal_emit (self, changed_signal, 0);
}

static void
add_size (MadoTemplateLook *self, const char *title, const char *path, double least, double most, double step)
{
  GtkWidget *row = adw_spin_row_new_with_range (least, most, step);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1); /* else it has none */
  adw_spin_row_set_digits (ADW_SPIN_ROW (row), step < 1 ? 1 : 0);
  adw_spin_row_set_value (ADW_SPIN_ROW (row), mado_letter_draft_get_size (self->draft, self->block, path));
  g_object_set_data_full (G_OBJECT (row), "path", g_strdup (path), g_free);
  g_signal_connect_object (row, "notify::value", G_CALLBACK (resized_cb), self, G_CONNECT_DEFAULT);
  adw_preferences_group_add (self->rows, row);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_template_look_finalize (GObject *object)
{
  g_free (MADO_TEMPLATE_LOOK (object)->block);

  G_OBJECT_CLASS (mado_template_look_parent_class)->finalize (object);
}

static void
mado_template_look_class_init (MadoTemplateLookClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_template_look_finalize;
  changed_signal =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_template_look_init (MadoTemplateLook *self)
{
  self->rows = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->rows, C_ ("part of a letter", "Place and Style"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->rows));
}

/**
 * mado_template_look_new:
 * @draft: a letter, which must outlive it
 * @block: the id of one of its blocks
 * @means: what the letter may be made of
 *
 * Returns: (transfer floating): where its look is chosen
 */
GtkWidget *
mado_template_look_new (MadoLetterDraft *draft, const char *block, const MadoTemplateMeans *means)
{
  MadoTemplateLook *self = g_object_new (MADO_TYPE_TEMPLATE_LOOK, NULL);

  self->draft = draft;
  self->block = g_strdup (block);
  add_areas (self, means->layout);
  add_styles (self, means->layout);
  if (mado_letter_draft_has (draft, block, "qr"))
    add_size (self, _ ("Size (mm)"), "qr/size", 10, 40, 1);
  if (mado_letter_draft_has (draft, block, "barcode")) {
    add_items (self, means, _ ("Postal code"), "barcode/postal", "postal");
    add_items (self, means, _ ("Address"), "barcode/address", "address");
    add_size (self, _ ("Size (points)"), "barcode/size", 8, 11.5, 0.5);
  }

  return GTK_WIDGET (self);
}
