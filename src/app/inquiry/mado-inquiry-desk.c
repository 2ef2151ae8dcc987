/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Acts are rows of one table; what this user may not do has no button. What is not saved yet is kept as typing. */

#include "mado-inquiry-desk.h"

#include <glib/gi18n.h>

#include "mado-base-window.h"
#include "mado-calendar.h"
#include "mado-date-text.h"
#include "mado-field.h"
#include "mado-instant.h"
#include "mado-refusal-alert.h"
#include "mado-unsaved.h"
#include "mado-wish.h"
#include "mado-wording.h"

#define DAYS_TO_REPLY 3 /* of an office: proposed, and changed by whoever asks */

typedef enum {
  DUE_NOT,
  DUE_MAY,
  DUE_MUST,
} Due;

typedef struct {
  MadoInquiryMay may;
  const char *label, *kind, *done;
  const char *text; /* the member that takes the text */
  Due due;
  int reached; /* -1: it does not say whether somebody was reached */
} Act;

/* The first that is possible is the main one. */
static const Act acts[] = {
  { MADO_INQUIRY_MAY_REPLY, N_ ("_Send the Reply"), "inquiry.reply", N_ ("The reply was sent"), "text", DUE_NOT, -1 },
  { MADO_INQUIRY_MAY_CALL, N_ ("_Reached: Answered"), "inquiry.call_back_done", N_ ("The call back was logged"), "text",
    DUE_NOT, TRUE },
  { MADO_INQUIRY_MAY_CALL, N_ ("_Not Reached"), "inquiry.call_back_done", N_ ("The attempt was logged"), "text",
    DUE_MAY, FALSE },
  { MADO_INQUIRY_MAY_ANSWER, N_ ("_Answered"), "inquiry.answer", N_ ("The answer was logged"), "text", DUE_NOT, -1 },
  { MADO_INQUIRY_MAY_ASK, N_ ("Ask the _Ward"), "inquiry.ask_ward", N_ ("The ward was asked"), "text", DUE_MUST, -1 },
  { MADO_INQUIRY_MAY_CLOSE, N_ ("_Close the Inquiry"), "inquiry.close", N_ ("The inquiry was closed"), "reason",
    DUE_NOT, -1 },
};

struct _MadoInquiryDesk {
  AdwBin parent_instance;

  MadoSession *session; /* (nullable): %NULL: nothing was opened yet */
  MadoUnsaved *unsaved;
  MadoInquirySheet *sheet; /* (nullable) */

  GtkWidget *form;
  GtkTextView *text;
  GtkTextBuffer *buffer;
  GtkLabel *prompt;
  GtkWidget *due_box;
  GtkEditable *due;
  GtkLabel *fault;
  AdwWrapBox *buttons;
};

G_DEFINE_FINAL_TYPE (MadoInquiryDesk, mado_inquiry_desk, ADW_TYPE_BIN)

static char *
dup_text (MadoInquiryDesk *self)
{
  char *text = NULL;

  g_object_get (self->buffer, "text", &text, NULL);
  g_strstrip (text);

  return text;
}

/* --- doing -------------------------------------------------------------------------------------------------------- */

static void
show_fault (MadoInquiryDesk *self, const char *fault, GtkWidget *field)
{
  gtk_label_set_text (self->fault, fault);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), fault[0] != '\0');
  if (field == NULL)
    return;
  gtk_widget_grab_focus (field);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), fault, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
propose_due (MadoInquiryDesk *self)
{
  const MadoDate today = mado_instant_get_japanese_day (mado_instant_now ());
  char iso[MADO_DATE_ISO_SIZE];
  g_autofree char *day = NULL;

  mado_date_to_iso (mado_calendar_add_days (MADO_CALENDAR_WARD, today, DAYS_TO_REPLY), iso);
  day = mado_wording_write_day (iso);
  gtk_editable_set_text (self->due, day);
}

static void
saved_cb (GObject *session, GAsyncResult *result, gpointer desk)
{
  g_autoptr (MadoInquiryDesk) self = desk;
  g_autoptr (GError) error = NULL;

  mado_base_window_set_busy (self->form, FALSE);
  if (mado_wish_save_finish (result, &error)) {
    mado_unsaved_forget (self->unsaved);
    gtk_text_buffer_set_text (self->buffer, "", 0);
    propose_due (self);
  } else {
    mado_refusal_alert (GTK_WIDGET (self), error);
  }
}

static gboolean
read_due (MadoInquiryDesk *self, const Act *act, MadoWish *wish)
{
  const char *typed = gtk_editable_get_text (self->due);
  char iso[MADO_DATE_ISO_SIZE];
  MadoDate day;

  if (act->due == DUE_NOT || (act->due == DUE_MAY && typed[0] == '\0'))
    return TRUE;
  if (mado_date_text_parse (typed, &day) != MADO_DATE_TEXT_OK) {
    show_fault (self, _ ("Type the day as in 2025-06-01 or R7.6.1."), GTK_WIDGET (self->due));
    return FALSE;
  }
  if (mado_date_compare (day, mado_instant_get_japanese_day (mado_instant_now ())) < 0) {
    show_fault (self, _ ("That day has gone by: nothing can be promised until then."), GTK_WIDGET (self->due));
    return FALSE;
  }
  mado_date_to_iso (day, iso);
  mado_wish_add_text (wish, "due", iso);

  return TRUE;
}

static gboolean
needs_text (MadoInquiryDesk *self, const Act *act)
{
  return act->may != MADO_INQUIRY_MAY_CLOSE || mado_inquiry_sheet_needs_reason (self->sheet);
}

static void
take_act (MadoInquiryDesk *self, const Act *act)
{
  g_autofree char *text = dup_text (self);
  g_autoptr (MadoWish) wish = mado_wish_new (act->kind, mado_entity_get_id (self->sheet->inquiry),
                                             mado_entity_get_version (self->sheet->inquiry));

  if (text[0] == '\0' && needs_text (self, act)) {
    show_fault (self,
                act->may == MADO_INQUIRY_MAY_CLOSE ? _ ("Write why it is closed: the caller still waits for something.")
                                                   : _ ("Write first what was said."),
                GTK_WIDGET (self->text));
    return;
  }
  if (!read_due (self, act, wish))
    return;
  show_fault (self, "", NULL);
  mado_wish_add_text (wish, act->text, text);
  if (act->reached >= 0)
    mado_wish_add_flag (wish, "reached", act->reached);
  mado_base_window_set_busy (self->form, TRUE);
  mado_wish_save_async (wish, self->session, _ (act->done), saved_cb, g_object_ref (self));
}

static void
act_cb (GtkButton *button, MadoInquiryDesk *self)
{
  take_act (self, g_object_get_data (G_OBJECT (button), "act"));
}

static const Act *
find_first (MadoInquiryDesk *self)
{
  for (gsize i = 0; self->sheet != NULL && i < G_N_ELEMENTS (acts); i++)
    if ((self->sheet->may & acts[i].may) != 0)
      return &acts[i];

  return NULL;
}

/**
 * mado_inquiry_desk_do_first:
 * @self: a desk
 *
 * Takes the main act, as its button does.
 */
void
mado_inquiry_desk_do_first (MadoInquiryDesk *self)
{
  const Act *act = find_first (self);

  if (act != NULL && gtk_widget_get_sensitive (self->form))
    take_act (self, act);
}

/* --- what is offered ---------------------------------------------------------------------------------------------- */

static void
add_button (MadoInquiryDesk *self, const Act *act)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ (act->label));

  if (act == find_first (self))
    gtk_widget_add_css_class (button, "suggested-action");
  g_object_set_data (G_OBJECT (button), "act", (gpointer) act);
  g_signal_connect (button, "clicked", G_CALLBACK (act_cb), self);
  adw_wrap_box_append (self->buttons, button);
}

static void
offer_acts (MadoInquiryDesk *self)
{
  gboolean has_due = FALSE;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->buttons))) != NULL)
    adw_wrap_box_remove (self->buttons, child);
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if ((self->sheet->may & acts[i].may) != 0) {
      add_button (self, &acts[i]);
      has_due = has_due || acts[i].due != DUE_NOT;
    }
  gtk_widget_set_visible (self->due_box, has_due);
  gtk_widget_set_visible (self->form, find_first (self) != NULL);
  gtk_label_set_text (self->prompt,
                      (self->sheet->may & MADO_INQUIRY_MAY_REPLY) != 0 ? _ ("Reply of the ward") : _ ("What was said"));
}

/**
 * mado_inquiry_desk_show:
 * @self: a desk that is open
 * @sheet: the inquiry as it is now; what was typed stays
 */
void
mado_inquiry_desk_show (MadoInquiryDesk *self, MadoInquirySheet *sheet)
{
  const gboolean is_same = self->sheet != NULL && self->sheet->may == sheet->may;

  g_clear_pointer (&self->sheet, mado_inquiry_sheet_unref);
  self->sheet = mado_inquiry_sheet_ref (sheet);
  if (!is_same)
    offer_acts (self);
}

/**
 * mado_inquiry_desk_open:
 * @self: a desk
 * @session: a session
 * @sheet: an inquiry that somebody has opened
 */
void
mado_inquiry_desk_open (MadoInquiryDesk *self, MadoSession *session, MadoInquirySheet *sheet)
{
  if (self->session == NULL) {
    self->session = g_object_ref (session);
    self->unsaved = mado_unsaved_new (session);
    mado_unsaved_watch (self->unsaved, self->buffer, "text", "text");
  }
  mado_inquiry_desk_close (self);
  mado_inquiry_desk_show (self, sheet);
  propose_due (self);
  if (find_first (self) != NULL)
    mado_unsaved_open (self->unsaved, "inquiry", mado_entity_get_id (sheet->inquiry));
}

/**
 * mado_inquiry_desk_close:
 * @self: a desk
 *
 * What was begun is there again when the same inquiry is opened.
 */
void
mado_inquiry_desk_close (MadoInquiryDesk *self)
{
  if (self->unsaved != NULL)
    mado_unsaved_close (self->unsaved);
  gtk_text_buffer_set_text (self->buffer, "", 0);
  show_fault (self, "", NULL);
}

/**
 * mado_inquiry_desk_focus:
 * @self: a desk
 */
void
mado_inquiry_desk_focus (MadoInquiryDesk *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_inquiry_desk_dispose (GObject *object)
{
  MadoInquiryDesk *self = MADO_INQUIRY_DESK (object);

  g_clear_object (&self->unsaved);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_INQUIRY_DESK);
  g_clear_pointer (&self->sheet, mado_inquiry_sheet_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (mado_inquiry_desk_parent_class)->dispose (object);
}

static void
mado_inquiry_desk_class_init (MadoInquiryDeskClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_inquiry_desk_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-inquiry-desk.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoInquiryDesk, form);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiryDesk, text);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiryDesk, buffer);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiryDesk, prompt);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiryDesk, due_box);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiryDesk, due);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiryDesk, fault);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiryDesk, buttons);
}

static void
mado_inquiry_desk_init (MadoInquiryDesk *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_field_take_latin (self->due);
}
