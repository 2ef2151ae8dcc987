/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A form of the items that its user may type, in the order of the programme, beside the papers. It is tried before it
 * is saved; where somebody may have applied already, that is shown first. */

#include "mado-reception-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-era.h"
#include "mado-intake-typed.h"
#include "mado-item-field.h"
#include "mado-page-actions.h"
#include "mado-reception.h"
#include "mado-refusal-alert.h"
#include "mado-refusal.h"
#include "mado-say.h"
#include "mado-scan-pane.h"
#include "mado-sheet-view.h"
#include "mado-twins-dialog.h"
#include "mado-unsaved.h"
#include "mado-wish.h"
#include "mado-wording.h"

#define LONGEST_NUMBER 80 /* characters */

struct _MadoReceptionPage {
  AdwNavigationPage parent_instance;

  MadoSession *session;
  MadoUnsaved *unsaved;
  MadoSection *no_choices;
  MadoItem day_item; /* what every paper has beside the programme's items */
  MadoItem number_item;
  MadoItemField *day;
  MadoItemField *number;
  GPtrArray *fields;        /* (element-type MadoItemField): of the programme's items */
  MadoReception *reception; /* (nullable): that is tried or saved */
  MadoId answered;          /* a case that waits for its application, or MADO_ID_NONE */
  gint64 version;           /* of it, as it was when the page was opened */

  AdwWindowTitle *heading;
  GtkBox *form;
  GtkLabel *standing;
  GtkWidget *save;
  MadoScanPane *scans;
  GtkScrolledWindow *scroller;
};

G_DEFINE_FINAL_TYPE (MadoReceptionPage, mado_reception_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- how it stands ------------------------------------------------------------------------------------------------ */

static guint
count_missing (MadoReceptionPage *self)
{
  guint n_missing = 0;

  for (guint i = 0; i < self->fields->len; i++) {
    MadoItemField *field = g_ptr_array_index (self->fields, i);

    n_missing +=
        strcmp (mado_item_field_get_item (field)->required.text, "always") == 0 && mado_item_field_is_empty (field);
  }

  return n_missing;
}

/* What the applicant left out is no reason to send him away: it is received, and asked for afterwards. */
static void
show_standing (MadoReceptionPage *self)
{
  guint n_missing = count_missing (self);
  g_autofree char *text =
      n_missing > 0
          ? g_strdup_printf (ngettext ("%u required item is not filled in. It can be received, and is asked for "
                                       "afterwards.",
                                       "%u required items are not filled in. It can be received, and they are asked "
                                       "for afterwards.",
                                       n_missing),
                             n_missing)
          : g_strdup (_ ("All required items are filled in."));

  gtk_label_set_text (self->standing, text);
}

static void
typed_cb (MadoItemField *field, GParamSpec *property, MadoReceptionPage *self)
{
  show_standing (self);
}

/* --- reading the form --------------------------------------------------------------------------------------------- */

static gboolean
read_day (MadoReceptionPage *self, yyjson_mut_doc *doc, const char **out_day)
{
  yyjson_mut_val *value = NULL;
  char today[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (mado_instant_get_japanese_day (mado_instant_now ()), today);
  if (!mado_item_field_read (self->day, doc, &value))
    return FALSE;
  *out_day = value != NULL ? yyjson_mut_get_str (value) : "";
  if ((*out_day)[0] == '\0')
    mado_item_field_refuse (self->day, _ ("Type the day on which it came in."));
  else if (strcmp (*out_day, today) > 0)
    mado_item_field_refuse (self->day, _ ("This day is still to come."));
  else
    return TRUE;

  return FALSE;
}

static char *
read_number (MadoReceptionPage *self, yyjson_mut_doc *doc)
{
  yyjson_mut_val *value = NULL;
  char *receipt;

  if (!mado_item_field_read (self->number, doc, &value))
    return NULL;
  receipt = value != NULL ? mado_reception_dup_receipt (yyjson_mut_get_str (value)) : NULL;
  if (receipt == NULL)
    mado_item_field_refuse (self->number, _ ("Type the number under which the ward received it."));

  return receipt;
}

static gboolean
read_fields (MadoReceptionPage *self, MadoReception *reception, GtkWidget **out_first_fault)
{
  for (guint i = 0; i < self->fields->len; i++) {
    MadoItemField *field = g_ptr_array_index (self->fields, i);
    yyjson_mut_val *value = NULL;

    if (!mado_item_field_read (field, mado_reception_get_doc (reception), &value) && *out_first_fault == NULL)
      *out_first_fault = GTK_WIDGET (field);
    if (value != NULL)
      mado_reception_add_value (reception, mado_item_field_get_item (field), "", value);
  }

  return *out_first_fault == NULL;
}

static void
go_to (MadoReceptionPage *self, GtkWidget *field)
{
  gtk_widget_child_focus (field, GTK_DIR_TAB_FORWARD);
}

/* Returns: (transfer full) (nullable): what was typed; %NULL where something is wrong with it, which has the focus */
static MadoReception *
read_form (MadoReceptionPage *self)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  const char *day = "";
  gboolean has_day = read_day (self, doc, &day);
  g_autofree char *receipt = read_number (self, doc);
  g_autoptr (MadoReception) reception = mado_reception_new (self->session, receipt != NULL ? receipt : "", day);
  GtkWidget *fault = !has_day ? GTK_WIDGET (self->day) : receipt == NULL ? GTK_WIDGET (self->number) : NULL;
  gboolean is_good = read_fields (self, reception, &fault);

  yyjson_mut_doc_free (doc);
  if (mado_id_is_valid (self->answered))
    mado_reception_answer (reception, self->answered, self->version);
  if (is_good && has_day && receipt != NULL) {
    mado_scan_pane_write (self->scans, reception);
    return g_steal_pointer (&reception);
  }
  gtk_widget_grab_focus (self->save); /* else a text that has the focus would not be entered anew */
  go_to (self, fault);

  return NULL;
}

/* --- the next one ------------------------------------------------------------------------------------------------- */

/* Numbers of one pile follow each other: "R7-0123", "R7-0124". What has no digits at its end is typed anew. */
static char *
count_on (const char *number)
{
  gsize length = strlen (number), begin = length;
  guint64 count = 0;

  while (begin > 0 && g_ascii_isdigit (number[begin - 1]))
    begin--;
  if (begin == length || !g_ascii_string_to_unsigned (number + begin, 10, 0, G_MAXUINT32, &count, NULL))
    return g_strdup ("");

  return g_strdup_printf ("%.*s%0*u", (int) begin, number, (int) (length - begin), (guint) count + 1);
}

static void
begin_next (MadoReceptionPage *self)
{
  g_autofree char *number = NULL, *next = NULL;

  g_object_get (self->number, "text", &number, NULL);
  next = count_on (number);
  for (guint i = 0; i < self->fields->len; i++)
    mado_item_field_clear (g_ptr_array_index (self->fields, i));
  mado_item_field_clear (self->number);
  mado_scan_pane_clear (self->scans);
  g_object_set (self->number, "text", next, NULL);
  mado_unsaved_forget (self->unsaved);
  show_standing (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  go_to (self, GTK_WIDGET (self->number));
}

/* --- saving ------------------------------------------------------------------------------------------------------- */

static void
end_saving (MadoReceptionPage *self)
{
  g_clear_pointer (&self->reception, mado_reception_unref);
  gtk_widget_set_sensitive (self->save, TRUE);
}

static void
tell_error (MadoReceptionPage *self, const GError *error)
{
  gboolean is_held = g_error_matches (error, MADO_WISH_ERROR, MADO_WISH_ERROR_REFUSED) &&
                     strcmp (error->message, MADO_REFUSAL_CLAIM_HELD) == 0;

  if (is_held) {
    mado_item_field_refuse (self->number, _ ("There is an application with this number already."));
    go_to (self, GTK_WIDGET (self->number));
  } else {
    mado_refusal_alert (GTK_WIDGET (self), error);
  }
}

/* Back to the case that has its application now. */
static void
leave (MadoReceptionPage *self)
{
  GtkWidget *pages = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  mado_unsaved_forget (self->unsaved);
  if (pages != NULL)
    adw_navigation_view_pop (ADW_NAVIGATION_VIEW (pages));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoReceptionPage) self = page;
  g_autoptr (GError) error = NULL;
  guint n_refused = 0;
  gboolean is_saved = mado_reception_save_finish (result, &n_refused, &error);

  if (self->fields == NULL) /* nobody types there any more */
    return;
  end_saving (self);
  if (!is_saved) {
    tell_error (self, error);
    return;
  }
  mado_say (GTK_WIDGET (self),
            n_refused == 0 ? _ ("The application was received")
                           : _ ("The application was received, but not all of its papers: see who may attach them"));
  if (mado_id_is_valid (self->answered))
    leave (self);
  else
    begin_next (self);
}

static void
save_now (MadoReceptionPage *self)
{
  mado_reception_save_async (self->reception, saved_cb, g_object_ref (self));
}

/* Closed without a word: whoever types looks again. */
static void
doubted_cb (AdwDialog *dialog, MadoReceptionPage *self)
{
  end_saving (self);
}

static void
confirmed_cb (MadoTwinsDialog *dialog, MadoReceptionPage *self)
{
  g_signal_handlers_disconnect_by_func (dialog, doubted_cb, self);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  save_now (self);
}

static void
show_twins (MadoReceptionPage *self, const MadoTwins *twins)
{
  AdwDialog *dialog = mado_twins_dialog_new_before (self->session, twins);

  g_signal_connect_object (dialog, "confirmed", G_CALLBACK (confirmed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (doubted_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoReceptionPage) self = page;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCaseSheet) sheet = mado_reception_try_finish (result, &error);

  if (self->fields == NULL)
    return;
  if (sheet == NULL) {
    end_saving (self);
    tell_error (self, error);
  } else if (sheet->twins->twins->len > 0) {
    show_twins (self, sheet->twins);
  } else {
    save_now (self);
  }
}

static void
accept_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  MadoReceptionPage *self = page;

  if (self->reception != NULL)
    return;
  self->reception = read_form (self);
  if (self->reception == NULL)
    return;
  gtk_widget_set_sensitive (self->save, FALSE);
  if (mado_id_is_valid (self->answered)) { /* it is nobody else's */
    save_now (self);
    return;
  }
  mado_reception_try_async (self->reception, NULL, tried_cb, g_object_ref (self));
}

/* --- actions ------------------------------------------------------------------------------------------------------ */

static void
paper_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  mado_scan_pane_do (MADO_RECEPTION_PAGE (page)->scans, g_action_get_name (G_ACTION (action)));
}

static const GActionEntry actions[] = {
  { .name = "accept", .activate = accept_cb },        { .name = "next-paper", .activate = paper_cb },
  { .name = "previous-paper", .activate = paper_cb }, { .name = "zoom-in", .activate = paper_cb },
  { .name = "zoom-out", .activate = paper_cb },       { .name = "zoom-fit", .activate = paper_cb },
  { .name = "turn-right", .activate = paper_cb },     { .name = "turn-left", .activate = paper_cb },
  { .name = "cover", .activate = paper_cb },
};

static void
mado_reception_page_map (GtkWidget *widget)
{
  mado_page_actions_lend (widget, actions, G_N_ELEMENTS (actions));

  GTK_WIDGET_CLASS (mado_reception_page_parent_class)->map (widget);
}

static void
mado_reception_page_unmap (GtkWidget *widget)
{
  mado_page_actions_take_back (widget);

  GTK_WIDGET_CLASS (mado_reception_page_parent_class)->unmap (widget);
}

/* Whoever comes begins with what changes from paper to paper. */
static void
shown_cb (MadoReceptionPage *self)
{
  go_to (self, GTK_WIDGET (self->number));
}

/* --- the form ----------------------------------------------------------------------------------------------------- */

static void
done_cb (MadoItemField *field, MadoReceptionPage *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->form), GTK_DIR_TAB_FORWARD);
}

static void
watch (MadoReceptionPage *self, MadoItemField *field)
{
  const MadoItem *item = mado_item_field_get_item (field);
  g_autofree char *kana = g_strconcat (item->id, "-kana", NULL);

  mado_unsaved_watch (self->unsaved, field, "text", item->id);
  mado_unsaved_watch (self->unsaved, field, "kana", kana);
  g_signal_connect_object (field, "notify::text", G_CALLBACK (typed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (field, "done", G_CALLBACK (done_cb), self, G_CONNECT_DEFAULT);
}

static void
turn_fields (MadoReceptionPage *self, GtkOrientation orientation)
{
  GtkWidget *child;

  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->form)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (MADO_IS_ITEM_FIELD (child))
      mado_item_field_turn (MADO_ITEM_FIELD (child), orientation);
}

/* A narrow form has the names above their fields. */
static void
narrowed_cb (MadoReceptionPage *self)
{
  turn_fields (self, GTK_ORIENTATION_VERTICAL);
}

static void
widened_cb (MadoReceptionPage *self)
{
  turn_fields (self, GTK_ORIENTATION_HORIZONTAL);
}

static MadoItemField *
add_field (MadoReceptionPage *self, const MadoItem *item, GtkSizeGroup *labels)
{
  GtkWidget *field = mado_item_field_new (item, labels);

  gtk_box_append (self->form, field);
  watch (self, MADO_ITEM_FIELD (field));

  return MADO_ITEM_FIELD (field);
}

static void
add_heading (MadoReceptionPage *self, const char *title)
{
  gtk_box_append (self->form, mado_sheet_view_create_label (title, "heading"));
}

static gboolean
has_value (const MadoCaseSheet *sheet, const MadoItem *item)
{
  yyjson_val *items = yyjson_obj_get (mado_entity_get_body (sheet->work->seen), "items");

  return yyjson_obj_get (items, item->id) != NULL;
}

/* What the case has already is corrected there. */
static gboolean
is_typed (MadoReceptionPage *self, const MadoCaseSheet *sheet, const MadoItem *item)
{
  return mado_intake_typed_takes (item) && mado_policy_may_edit (mado_session_get_person (self->session), item) &&
         (sheet == NULL || !has_value (sheet, item));
}

static void
add_group (MadoReceptionPage *self, const MadoCaseSheet *sheet, const MadoItemGroup *group, GtkSizeGroup *labels)
{
  gboolean is_empty = TRUE;

  for (guint i = 0; i < mado_section_get_count (group->fields); i++) {
    const MadoItem *item = mado_section_get (group->fields, i);

    if (!is_typed (self, sheet, item))
      continue;
    if (is_empty)
      add_heading (self, group->label);
    is_empty = FALSE;
    g_ptr_array_add (self->fields, add_field (self, item, labels));
  }
}

/* @sheet: (nullable): of the case that waits for it */
static void
build_form (MadoReceptionPage *self, const MadoCaseSheet *sheet)
{
  const MadoSection *groups = mado_session_get_programme (self->session)->item_groups;
  g_autoptr (GtkSizeGroup) labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  self->day_item = (MadoItem) { .id = "receipt-day",
                                .label = _ ("Day of Receipt"),
                                .type = "date",
                                .required = { .text = "always" },
                                .choices = self->no_choices };
  self->number_item = (MadoItem) { .id = "receipt-number",
                                   .label = _ ("Receipt Number"),
                                   .type = "text",
                                   .required = { .text = "always" },
                                   .choices = self->no_choices,
                                   .max = LONGEST_NUMBER };
  add_heading (self, _ ("Receipt"));
  self->day = add_field (self, &self->day_item, labels);
  self->number = add_field (self, &self->number_item, labels);
  for (guint i = 0; i < mado_section_get_count (groups); i++)
    add_group (self, sheet, mado_section_get (groups, i), labels);
}

static void
propose_day (MadoReceptionPage *self)
{
  g_autofree char *today = mado_era_format_short (mado_instant_get_japanese_day (mado_instant_now ()));

  g_object_set (self->day, "text", today, NULL);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_reception_page_dispose (GObject *object)
{
  MadoReceptionPage *self = MADO_RECEPTION_PAGE (object);

  if (self->unsaved != NULL)
    mado_unsaved_close (self->unsaved);
  g_clear_object (&self->unsaved);
  g_clear_pointer (&self->reception, mado_reception_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_RECEPTION_PAGE);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (mado_reception_page_parent_class)->dispose (object);
}

static void
mado_reception_page_finalize (GObject *object)
{
  mado_section_free (MADO_RECEPTION_PAGE (object)->no_choices);

  G_OBJECT_CLASS (mado_reception_page_parent_class)->finalize (object);
}

static void
mado_reception_page_class_init (MadoReceptionPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_reception_page_dispose;
  G_OBJECT_CLASS (class)->finalize = mado_reception_page_finalize;
  widget_class->map = mado_reception_page_map;
  widget_class->unmap = mado_reception_page_unmap;
  g_type_ensure (MADO_TYPE_SCAN_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-reception-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoReceptionPage, heading);
  gtk_widget_class_bind_template_child (widget_class, MadoReceptionPage, form);
  gtk_widget_class_bind_template_child (widget_class, MadoReceptionPage, standing);
  gtk_widget_class_bind_template_child (widget_class, MadoReceptionPage, save);
  gtk_widget_class_bind_template_child (widget_class, MadoReceptionPage, scans);
  gtk_widget_class_bind_template_child (widget_class, MadoReceptionPage, scroller);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrowed_cb);
  gtk_widget_class_bind_template_callback (widget_class, widened_cb);
}

static void
mado_reception_page_init (MadoReceptionPage *self)
{
  self->fields = g_ptr_array_new ();
  self->no_choices = mado_section_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static MadoReceptionPage *
open_page (MadoSession *session, const MadoCaseSheet *sheet)
{
  MadoReceptionPage *self = g_object_new (MADO_TYPE_RECEPTION_PAGE, NULL);

  self->session = g_object_ref (session);
  self->unsaved = mado_unsaved_new (session);
  build_form (self, sheet);
  propose_day (self);
  gtk_widget_set_visible (GTK_WIDGET (self->scans), mado_scan_pane_open (self->scans, session));
  mado_unsaved_open (self->unsaved, sheet != NULL ? "reception-of-case" : "reception",
                     sheet != NULL ? sheet->id : MADO_ID_NONE);
  show_standing (self);

  return self;
}

/**
 * mado_reception_page_new:
 * @session: of somebody for whom mado_reception_is_for()
 *
 * Returns: (transfer floating): a page with what was typed and not saved, or with nothing
 */
AdwNavigationPage *
mado_reception_page_new (MadoSession *session)
{
  return ADW_NAVIGATION_PAGE (open_page (session, NULL));
}

/**
 * mado_reception_page_new_for_case:
 * @session: of somebody who may take that step with the case
 * @sheet: a case that waits for its application
 *
 * Returns: (transfer floating): a page that asks for what the case does not have yet, and goes when it was received
 */
AdwNavigationPage *
mado_reception_page_new_for_case (MadoSession *session, const MadoCaseSheet *sheet)
{
  MadoReceptionPage *self = open_page (session, sheet);

  self->answered = sheet->id;
  self->version = sheet->version;
  adw_window_title_set_title (self->heading, sheet->title.name);
  adw_window_title_set_subtitle (self->heading, _ ("The application to this case, on paper"));
  gtk_button_set_label (GTK_BUTTON (self->save), _ ("_Receive"));
  gtk_widget_set_tooltip_text (self->save, _ ("Receive It and Go Back to the Case (Ctrl+Enter)"));

  return ADW_NAVIGATION_PAGE (self);
}
