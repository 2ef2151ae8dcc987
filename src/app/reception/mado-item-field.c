/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A field for each type of item. What is typed is looked at when somebody leaves the field, and again before it is
 * saved; what the item does not take is said below it. */

#include "mado-item-field.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-field.h"
#include "mado-intake-report.h"
#include "mado-intake-typed.h"
#include "mado-json-member.h"
#include "mado-wording.h"

#define BESIDE 12     /* pixels between a name and its field */
#define NAME_WIDTH 14 /* characters: whatever stands beside a name, all fields begin at one edge */
#define NARROW 6      /* characters: as little as a field gets beside its papers */

struct _MadoItemField {
  GtkBox parent_instance;

  const MadoItem *item;
  GtkWidget *value; /* an entry, or a drop-down */
  GtkWidget *kana;  /* (nullable): of a name, how it is read */
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (MadoItemField, mado_item_field, GTK_TYPE_BOX)

enum {
  PROP_TEXT = 1,
  PROP_KANA,
};

static GParamSpec *properties[PROP_KANA + 1];
static guint done_signal;

/* --- choices ------------------------------------------------------------------------------------------------------ */

static gboolean
is_choice (const MadoItem *item)
{
  return strcmp (item->type, "choice") == 0 || strcmp (item->type, "yesno") == 0;
}

static guint
count_choices (const MadoItem *item)
{
  return strcmp (item->type, "yesno") == 0 ? 2 : mado_section_get_count (item->choices);
}

static const char *
get_choice_id (const MadoItem *item, guint index)
{
  if (strcmp (item->type, "yesno") == 0)
    return index == 0 ? "yes" : "no";

  return ((const MadoNamed *) mado_section_get (item->choices, index))->id;
}

static const char *
get_choice_label (const MadoItem *item, guint index)
{
  if (strcmp (item->type, "yesno") == 0)
    return index == 0 ? _ ("Yes") : _ ("No");

  return ((const MadoNamed *) mado_section_get (item->choices, index))->label;
}

static guint
find_choice (const MadoItem *item, const char *id)
{
  for (guint i = 0; i < count_choices (item); i++)
    if (strcmp (get_choice_id (item, i), id) == 0)
      return i + 1;

  return 0; /* nothing is chosen */
}

/* --- what stands in it -------------------------------------------------------------------------------------------- */

static const char *
get_text (MadoItemField *self)
{
  guint chosen;

  if (!is_choice (self->item))
    return gtk_editable_get_text (GTK_EDITABLE (self->value));
  chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->value));

  return chosen > 0 && chosen != GTK_INVALID_LIST_POSITION ? get_choice_id (self->item, chosen - 1) : "";
}

static void
set_text (MadoItemField *self, const char *text)
{
  if (is_choice (self->item))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->value), find_choice (self->item, text));
  else
    gtk_editable_set_text (GTK_EDITABLE (self->value), text);
}

static const char *
get_kana (MadoItemField *self)
{
  return self->kana != NULL ? gtk_editable_get_text (GTK_EDITABLE (self->kana)) : "";
}

static void
set_kana (MadoItemField *self, const char *kana)
{
  if (self->kana != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->kana), kana);
}

/**
 * mado_item_field_is_empty:
 * @self: a field
 *
 * Returns: whether nothing was typed
 */
gboolean
mado_item_field_is_empty (MadoItemField *self)
{
  return get_text (self)[0] == '\0' && get_kana (self)[0] == '\0';
}

/**
 * mado_item_field_get_item:
 * @self: a field
 *
 * Returns: (transfer none): what is typed here
 */
const MadoItem *
mado_item_field_get_item (MadoItemField *self)
{
  return self->item;
}

static char *
dup_plain (yyjson_val *value)
{
  if (yyjson_is_int (value))
    return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) yyjson_get_sint (value));
  if (yyjson_is_bool (value))
    return g_strdup (yyjson_is_true (value) ? "yes" : "no");
  if (yyjson_is_obj (value))
    return g_strdup (mado_json_get_text (value, "kanji"));

  return g_strdup (yyjson_is_str (value) ? yyjson_get_str (value) : "");
}

/**
 * mado_item_field_write:
 * @self: a field
 * @value: (nullable): the item as it is stored, for somebody who corrects it
 */
void
mado_item_field_write (MadoItemField *self, yyjson_val *value)
{
  g_autofree char *plain = dup_plain (value);

  set_text (self, plain);
  set_kana (self, mado_json_get_text (value, "kana"));
}

/* --- what is wrong with it ---------------------------------------------------------------------------------------- */

static void
show_note (MadoItemField *self, const char *note, gboolean is_fault)
{
  GtkWidget *label = GTK_WIDGET (self->note);
  gboolean is_news = strcmp (gtk_label_get_text (self->note), note) != 0;

  if (is_fault && is_news)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), note, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  gtk_label_set_text (self->note, note);
  gtk_widget_set_visible (label, note[0] != '\0');
  gtk_widget_remove_css_class (label, is_fault ? "dimmed" : "error");
  gtk_widget_add_css_class (label, is_fault ? "error" : "dimmed");
  if (is_fault)
    gtk_widget_add_css_class (self->value, "error");
  else
    gtk_widget_remove_css_class (self->value, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->value), GTK_ACCESSIBLE_STATE_INVALID,
                               is_fault ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->value), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note, -1);
}

/* A day may be written in many ways: whoever types it sees which one was understood. */
static char *
write_reading (MadoItemField *self, yyjson_mut_val *value)
{
  yyjson_doc *copy;
  char *text;

  if (value == NULL || strcmp (self->item->type, "date") != 0)
    return g_strdup ("");
  copy = yyjson_mut_val_imut_copy (value, NULL);
  text = mado_wording_write_value (self->item, yyjson_doc_get_root (copy));
  yyjson_doc_free (copy);

  return text != NULL ? text : g_strdup ("");
}

/**
 * mado_item_field_read:
 * @self: a field
 * @doc: what the value belongs to
 * @out_value: (out) (nullable) (transfer none): the item as it is stored; %NULL where nothing was typed
 *
 * Says below the field what is wrong with it.
 *
 * Returns: whether nothing is
 */
gboolean
mado_item_field_read (MadoItemField *self, yyjson_mut_doc *doc, yyjson_mut_val **out_value)
{
  const char *code = NULL;
  yyjson_mut_val *value = mado_intake_typed_read (self->item, get_text (self), get_kana (self), doc, &code);
  gboolean is_fault = code != NULL && code[0] == 'E';
  g_autofree char *note =
      code != NULL ? g_strdup (_ (mado_intake_code_get_message (code))) : write_reading (self, value);

  show_note (self, note, is_fault);
  *out_value = value;

  return !is_fault;
}

/**
 * mado_item_field_refuse:
 * @self: a field
 * @fault: what else is wrong with what stands in it, in words
 */
void
mado_item_field_refuse (MadoItemField *self, const char *fault)
{
  show_note (self, fault, TRUE);
}

static void
look (MadoItemField *self)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *value;

  mado_item_field_read (self, doc, &value);
  yyjson_mut_doc_free (doc);
}

/**
 * mado_item_field_clear:
 * @self: a field
 */
void
mado_item_field_clear (MadoItemField *self)
{
  set_text (self, "");
  set_kana (self, "");
  show_note (self, "", FALSE);
}

/* --- its parts ---------------------------------------------------------------------------------------------------- */

static void
left_cb (GtkEventControllerFocus *focus, MadoItemField *self)
{
  look (self);
}

static void
activated_cb (GtkEntry *entry, MadoItemField *self)
{
  g_signal_emit (self, done_signal, 0);
}

static void
text_changed_cb (GObject *value, GParamSpec *property, MadoItemField *self)
{
  if (gtk_widget_has_css_class (self->value, "error"))
    look (self); /* a fault goes as soon as it is mended, and comes when somebody goes on */
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static void
kana_changed_cb (GObject *kana, GParamSpec *property, MadoItemField *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KANA]);
}

static gboolean
takes_latin (const MadoItem *item)
{
  static const char *const types[] = { "postal", "phone", "email", "date", "month", "number", "yen", "code", NULL };

  return g_strv_contains (types, item->type);
}

static int
get_width (const MadoItem *item)
{
  static const struct {
    const char *type;
    int width;
  } widths[] = { { "postal", 12 }, { "phone", 18 }, { "date", 16 }, { "month", 12 }, { "number", 8 },
                 { "yen", 14 },    { "code", 20 },  { "name", 16 }, { "email", 32 } };

  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    if (strcmp (widths[i].type, item->type) == 0)
      return widths[i].width;

  return 40;
}

static GtkWidget *
create_entry (MadoItemField *self, const char *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), MIN (get_width (self->item), NARROW));
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), get_width (self->item));
  if (takes_latin (self->item)) {
    mado_field_take_latin (GTK_EDITABLE (entry));
    gtk_widget_add_css_class (entry, "numeric");
  }
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (entry, "activate", G_CALLBACK (activated_cb), self);

  return entry;
}

static GtkWidget *
create_drop_down (MadoItemField *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);

  gtk_string_list_append (labels, C_ ("choice", "Not filled in"));
  for (guint i = 0; i < count_choices (self->item); i++)
    gtk_string_list_append (labels, get_choice_label (self->item, i));
  gtk_drop_down_set_model (GTK_DROP_DOWN (drop_down), G_LIST_MODEL (labels));
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, self->item->label, -1);

  return drop_down;
}

static void
add_kana (MadoItemField *self, GtkWidget *line)
{
  /* Translators: %s is the label of a name: how the name is read */
  g_autofree char *name = g_strdup_printf (_ ("%s (Reading)"), self->item->label);
  GtkWidget *label = gtk_label_new (_ ("Reading"));
  GtkWidget *reading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->kana = create_entry (self, name);
  gtk_widget_add_css_class (label, "dimmed");
  gtk_box_append (GTK_BOX (reading), label);
  gtk_box_append (GTK_BOX (reading), self->kana);
  adw_wrap_box_append (ADW_WRAP_BOX (line), reading);
  g_signal_connect (self->kana, "notify::text", G_CALLBACK (kana_changed_cb), self);
}

static GtkWidget *
create_line (MadoItemField *self)
{
  GtkWidget *line = adw_wrap_box_new ();
  gboolean is_name = strcmp (self->item->type, "name") == 0;

  if (is_choice (self->item)) {
    self->value = create_drop_down (self);
    g_signal_connect (self->value, "notify::selected", G_CALLBACK (text_changed_cb), self);
  } else {
    self->value = create_entry (self, self->item->label);
    g_signal_connect (self->value, "notify::text", G_CALLBACK (text_changed_cb), self);
  }
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (line), 8);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (line), 4);
  adw_wrap_box_append (ADW_WRAP_BOX (line), self->value);
  if (is_name)
    add_kana (self, line);

  return line;
}

/* What is required is told by a word, not by a star. */
static GtkWidget *
create_label (MadoItemField *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (self->item->label);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), NAME_WIDTH);
  gtk_label_set_max_width_chars (GTK_LABEL (label), NAME_WIDTH);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->value);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_hexpand (box, FALSE); /* all names are as wide as the widest */
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), label);
  if (strcmp (self->item->required.text, "always") == 0) {
    GtkWidget *word = gtk_label_new (_ ("Required"));

    gtk_widget_add_css_class (word, "required");
    gtk_widget_set_valign (word, GTK_ALIGN_CENTER);
    gtk_box_append (GTK_BOX (box), word);
  }

  return box;
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_item_field_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  MadoItemField *self = MADO_ITEM_FIELD (object);

  if (id == PROP_TEXT)
    g_value_set_string (value, get_text (self));
  else if (id == PROP_KANA)
    g_value_set_string (value, get_kana (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
mado_item_field_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  MadoItemField *self = MADO_ITEM_FIELD (object);
  const char *text = g_value_get_string (value);

  if (id == PROP_TEXT)
    set_text (self, text != NULL ? text : "");
  else if (id == PROP_KANA)
    set_kana (self, text != NULL ? text : "");
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
mado_item_field_class_init (MadoItemFieldClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = mado_item_field_get_property;
  object_class->set_property = mado_item_field_set_property;
  done_signal =
      g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "",
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_KANA] = g_param_spec_string ("kana", NULL, NULL, "",
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/**
 * mado_item_field_turn:
 * @self: a field
 * @orientation: whether its name stands beside it, or, where there is no room, above it
 */
void
mado_item_field_turn (MadoItemField *self, GtkOrientation orientation)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), orientation);
  gtk_box_set_spacing (GTK_BOX (self), orientation == GTK_ORIENTATION_VERTICAL ? 2 : BESIDE);
}

static void
mado_item_field_init (MadoItemField *self)
{
  gtk_box_set_spacing (GTK_BOX (self), BESIDE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "item-field");
}

/**
 * mado_item_field_new:
 * @item: of those that mado_intake_typed_takes(); must outlive the field
 * @labels: (nullable): of all fields of the form, whose names are as wide as the widest
 *
 * Returns: (transfer floating): an empty field
 */
GtkWidget *
mado_item_field_new (const MadoItem *item, GtkSizeGroup *labels)
{
  MadoItemField *self = g_object_new (MADO_TYPE_ITEM_FIELD, NULL);
  GtkWidget *beside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *label;

  self->item = item;
  self->note = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_xalign (self->note, 0);
  gtk_label_set_wrap (self->note, TRUE);
  gtk_box_append (GTK_BOX (beside), create_line (self));
  gtk_box_append (GTK_BOX (beside), GTK_WIDGET (self->note));
  gtk_widget_set_visible (GTK_WIDGET (self->note), FALSE);
  gtk_widget_set_hexpand (beside, TRUE);
  label = create_label (self);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (labels != NULL)
    gtk_size_group_add_widget (labels, label);
  gtk_box_append (GTK_BOX (self), label);
  gtk_box_append (GTK_BOX (self), beside);
  g_signal_connect (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);

  return GTK_WIDGET (self);
}
