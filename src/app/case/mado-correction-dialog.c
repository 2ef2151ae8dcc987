/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps the case as it was read when it was opened: where somebody else has written the item meanwhile, both values
 * are kept until a person settles it, as with any edit. What is typed is kept with its item until it is saved. */

#include "mado-correction-dialog.h"

#include <glib/gi18n.h>

#include "mado-intake-typed.h"
#include "mado-item-field.h"
#include "mado-refusal-alert.h"
#include "mado-unsaved.h"
#include "mado-wish.h"
#include "mado-wording.h"

struct _MadoCorrectionDialog {
  AdwDialog parent_instance;

  MadoSession *session;
  MadoEntity *seen; /* the case, cut to what the person may see */
  GPtrArray *items; /* (element-type MadoItem): that the person may correct */
  MadoItemField *field;
  MadoUnsaved *unsaved;

  GtkDropDown *item;
  GtkLabel *was;
  AdwBin *place;
  GtkDropDown *asked;
  GtkEditable *reason;
  GtkLabel *fault;
  GtkWidget *save;
};

G_DEFINE_FINAL_TYPE (MadoCorrectionDialog, mado_correction_dialog, ADW_TYPE_DIALOG)

/* --- what may be corrected ---------------------------------------------------------------------------------------- */

static GPtrArray *
list_items (MadoSession *session, const MadoEntity *seen)
{
  const MadoProgramme *programme = mado_session_get_programme (session);
  const MadoPerson *person = mado_session_get_person (session);
  const MadoState *state = mado_section_find (programme->states, mado_entity_get_state (seen));
  gboolean is_protected = yyjson_obj_get (mado_entity_get_body (seen), "protected") != NULL &&
                          !mado_policy_has_duty (person, programme, "protection");
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; state != NULL && !state->is_fixed && i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    if (!item->is_of_list && mado_intake_typed_takes (item) && mado_policy_may_edit (person, item) &&
        !(is_protected && mado_item_tells_whereabouts (item)))
      g_ptr_array_add (items, (gpointer) item);
  }

  return items;
}

/**
 * mado_correction_is_possible:
 * @session: a session
 * @sheet: a case as it is read
 *
 * Returns: whether there is anything in it that this person may correct now
 */
gboolean
mado_correction_is_possible (MadoSession *session, const MadoCaseSheet *sheet)
{
  g_autoptr (GPtrArray) items = list_items (session, sheet->work->seen);

  return items->len > 0;
}

/* --- the item ----------------------------------------------------------------------------------------------------- */

static const MadoItem *
get_item (MadoCorrectionDialog *self)
{
  guint chosen = gtk_drop_down_get_selected (self->item);

  return chosen < self->items->len ? g_ptr_array_index (self->items, chosen) : NULL;
}

static yyjson_val *
get_value (MadoCorrectionDialog *self, const MadoItem *item)
{
  return yyjson_obj_get (yyjson_obj_get (mado_entity_get_body (self->seen), "items"), item->id);
}

static void
open_draft (MadoCorrectionDialog *self, const MadoItem *item)
{
  g_autofree char *form = g_strconcat ("correction-", item->id, NULL);

  self->unsaved = mado_unsaved_new (self->session);
  mado_unsaved_watch (self->unsaved, self->field, "text", "text");
  mado_unsaved_watch (self->unsaved, self->field, "kana", "kana");
  mado_unsaved_watch (self->unsaved, self->asked, "selected", "asked");
  mado_unsaved_watch (self->unsaved, self->reason, "text", "reason");
  mado_unsaved_open (self->unsaved, form, mado_entity_get_id (self->seen));
}

static void
show_item (MadoCorrectionDialog *self)
{
  const MadoItem *item = get_item (self);
  g_autofree char *was = item != NULL ? mado_wording_write_value (item, get_value (self, item)) : NULL;

  if (item == NULL)
    return;
  g_clear_object (&self->unsaved); /* which keeps what was typed of the item before */
  gtk_label_set_text (self->was, was != NULL ? was : _ ("Nothing stands there"));
  self->field = MADO_ITEM_FIELD (mado_item_field_new (item, NULL));
  mado_item_field_write (self->field, get_value (self, item));
  adw_bin_set_child (self->place, GTK_WIDGET (self->field));
  open_draft (self, item);
}

static void
item_chosen_cb (GtkDropDown *drop_down, GParamSpec *property, MadoCorrectionDialog *self)
{
  if (self->items != NULL)
    show_item (self);
}

/* --- saving ------------------------------------------------------------------------------------------------------- */

static void
saved_cb (GObject *session, GAsyncResult *result, gpointer dialog)
{
  g_autoptr (MadoCorrectionDialog) self = dialog;
  g_autoptr (GError) error = NULL;

  if (mado_wish_save_finish (result, &error)) {
    mado_unsaved_forget (self->unsaved);
    adw_dialog_force_close (ADW_DIALOG (self));
    return;
  }
  gtk_widget_set_sensitive (self->save, TRUE);
  mado_refusal_alert (GTK_WIDGET (self), error);
}

static void
refuse (MadoCorrectionDialog *self, const char *fault)
{
  gtk_label_set_text (self->fault, fault);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), fault, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
save (MadoCorrectionDialog *self, const char *reason, yyjson_mut_val *now)
{
  static const char *const askers[] = { "applicant", "slip" };
  const MadoItem *item = get_item (self);
  g_autoptr (MadoWish) wish =
      mado_wish_new ("case.correct", mado_entity_get_id (self->seen), mado_entity_get_version (self->seen));
  /* Translators: %s is an item */
  g_autofree char *what = g_strdup_printf (_ ("Corrected: %s"), item->label);

  mado_wish_add_text (wish, "asked", askers[MIN (1, gtk_drop_down_get_selected (self->asked))]);
  mado_wish_add_text (wish, "reason", reason);
  mado_wish_add_edit (wish, item->id, get_value (self, item), now);
  gtk_widget_set_sensitive (self->save, FALSE);
  mado_wish_save_async (wish, self->session, what, saved_cb, g_object_ref (self));
}

static gboolean
is_as_before (MadoCorrectionDialog *self, yyjson_mut_val *now)
{
  yyjson_doc *copy = now != NULL ? yyjson_mut_val_imut_copy (now, NULL) : NULL;
  yyjson_val *was = get_value (self, get_item (self));
  gboolean is_same = copy != NULL ? yyjson_equals (was, yyjson_doc_get_root (copy)) : was == NULL;

  yyjson_doc_free (copy);

  return is_same;
}

static void
save_cb (GtkWidget *widget, MadoCorrectionDialog *self)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));
  yyjson_mut_val *now = NULL;

  if (mado_item_field_read (self->field, doc, &now)) {
    if (is_as_before (self, now))
      mado_item_field_refuse (self->field, _ ("This stands there already."));
    else if (reason[0] == '\0')
      refuse (self, _ ("Type the reason"));
    else
      save (self, reason, now);
  }
  yyjson_mut_doc_free (doc);
}

static void
reason_changed_cb (GtkEditable *reason, MadoCorrectionDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->fault), FALSE);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_correction_dialog_dispose (GObject *object)
{
  MadoCorrectionDialog *self = MADO_CORRECTION_DIALOG (object);

  g_clear_object (&self->unsaved);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_CORRECTION_DIALOG);
  g_clear_pointer (&self->seen, mado_entity_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (mado_correction_dialog_parent_class)->dispose (object);
}

static void
mado_correction_dialog_class_init (MadoCorrectionDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_correction_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-correction-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCorrectionDialog, item);
  gtk_widget_class_bind_template_child (widget_class, MadoCorrectionDialog, was);
  gtk_widget_class_bind_template_child (widget_class, MadoCorrectionDialog, place);
  gtk_widget_class_bind_template_child (widget_class, MadoCorrectionDialog, asked);
  gtk_widget_class_bind_template_child (widget_class, MadoCorrectionDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, MadoCorrectionDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, MadoCorrectionDialog, save);
  gtk_widget_class_bind_template_callback (widget_class, item_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
}

static void
mado_correction_dialog_init (MadoCorrectionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GListModel *
list_labels (const GPtrArray *items)
{
  GtkStringList *labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < items->len; i++)
    gtk_string_list_append (labels, ((const MadoItem *) g_ptr_array_index (items, i))->label);

  return G_LIST_MODEL (labels);
}

/**
 * mado_correction_dialog_new:
 * @session: a session
 * @sheet: a case of which mado_correction_is_possible()
 * @item: (nullable): what somebody was looking at
 *
 * Returns: (transfer floating): the dialog, to be presented on a window
 */
AdwDialog *
mado_correction_dialog_new (MadoSession *session, const MadoCaseSheet *sheet, const MadoItem *item)
{
  MadoCorrectionDialog *self = g_object_new (MADO_TYPE_CORRECTION_DIALOG, NULL);
  g_autoptr (GPtrArray) items = list_items (session, sheet->work->seen);
  g_autoptr (GListModel) labels = list_labels (items);
  guint place = 0;

  self->session = g_object_ref (session);
  self->seen = mado_entity_ref (sheet->work->seen);
  gtk_drop_down_set_model (self->item, labels);
  if (item != NULL)
    g_ptr_array_find (items, item, &place);
  gtk_drop_down_set_selected (self->item, place < items->len ? place : 0);
  self->items = g_steal_pointer (&items);
  show_item (self);

  return ADW_DIALOG (self);
}
