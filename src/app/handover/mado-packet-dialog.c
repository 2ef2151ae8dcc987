/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Shows the projection before anything is made: who signs knows what leaves the house. */

#include "mado-packet-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-field.h"
#include "mado-json-member.h"
#include "mado-packet-counter.h"
#include "mado-packet-error.h"
#include "mado-packet-source.h"
#include "mado-packet-words.h"
#include "mado-practice-ward.h"
#include "mado-refusal-alert.h"
#include "mado-transfer-packet.h"

#define ZENGIN "zengin"

struct _MadoPacketDialog {
  AdwDialog parent_instance;

  MadoLedger *ledger;
  GPtrArray *packets;     /* (element-type MadoPacket): of the programme */
  GPtrArray *sources;     /* (nullable) (element-type MadoPacketSource): in the order of the list */
  MadoPacketStock *stock; /* (nullable) */
  MadoPacketCounter *counter;
  MadoId only;        /* the batch that it is made of; MADO_ID_NONE: whoever makes it chooses */
  char *pay;          /* (nullable): the file that was made to pay in that way; %NULL: a table of cases */
  gboolean is_loaded; /* as far as it can be */
  gboolean is_busy;

  GtkStack *stack;
  GtkLabel *refusal;
  AdwComboRow *packet;
  AdwComboRow *cases;
  AdwActionRow *receiver;
  AdwActionRow *items;
  GtkEditable *number;
  GtkEditable *folder;
  AdwSwitchRow *image;
  GtkEditable *place;
  GtkEditable *notice_number;
  GtkEditable *notice_folder;
  GtkEditable *password;
  GtkLabel *hint;
  GtkWidget *bar;
  GtkLabel *pledge;
  GtkWidget *make;
  GtkProgressBar *progress;
  AdwPreferencesGroup *made;
  GtkWidget *close;
};

G_DEFINE_FINAL_TYPE (MadoPacketDialog, mado_packet_dialog, ADW_TYPE_DIALOG)

static MadoProgramme *
get_programme (MadoPacketDialog *self)
{
  return mado_session_get_programme (mado_ledger_get_session (self->ledger));
}

static void
refuse (MadoPacketDialog *self, const char *text, GtkEditable *field)
{
  gtk_stack_set_visible_child_name (self->stack, "order");
  gtk_widget_set_visible (self->bar, TRUE);
  mado_refusal_tell (self->refusal, text, GTK_WIDGET (field));
}

/* --- what can go -------------------------------------------------------------------------------------------------- */

/* The bank's file has a writer of its own; what has no receiver comes in. */
static gboolean
is_made_here (const MadoPacket *packet)
{
  return packet->to[0] != '\0' && strcmp (packet->file.format, ZENGIN) != 0;
}

static GPtrArray *
list_packets (const MadoProgramme *programme)
{
  GPtrArray *packets = g_ptr_array_new ();

  for (guint i = 0; i < mado_section_get_count (programme->packets); i++) {
    MadoPacket *packet = mado_section_get (programme->packets, i);

    if (is_made_here (packet))
      g_ptr_array_add (packets, packet);
  }

  return packets;
}

static const MadoPacket *
get_packet (MadoPacketDialog *self)
{
  guint place = adw_combo_row_get_selected (self->packet);

  return place < self->packets->len ? g_ptr_array_index (self->packets, place) : NULL;
}

static void
show_sources (MadoPacketDialog *self, const MadoPacket *packet)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_clear_pointer (&self->sources, g_ptr_array_unref);
  self->sources = mado_packet_sources_list (self->stock, get_programme (self), packet, self->only);
  for (guint i = 0; i < self->sources->len; i++)
    gtk_string_list_append (names, ((const MadoPacketSource *) g_ptr_array_index (self->sources, i))->name);
  adw_combo_row_set_model (self->cases, G_LIST_MODEL (names));
}

/* The projection: what the receiver may have, and nothing else. */
static void
show_projection (MadoPacketDialog *self, const MadoPacket *packet)
{
  const MadoProgramme *programme = get_programme (self);
  const MadoNamed *receiver = mado_section_find (programme->receivers, packet->to);
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; i < packet->items->len; i++) {
    const char *id = g_ptr_array_index (packet->items, i);
    const MadoItem *item = mado_section_find (programme->items, id);

    g_string_append_printf (labels, "%s%s", i > 0 ? "、" : "", item != NULL ? item->label : id);
  }
  adw_action_row_set_subtitle (self->receiver, receiver != NULL ? receiver->label : packet->to);
  adw_action_row_set_subtitle (self->items, labels->str);
}

/* --- how much leaves ---------------------------------------------------------------------------------------------- */

static char *
dup_text (GtkEditable *field)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (field)));
}

static MadoPacketJob *
begin_job (MadoPacketDialog *self)
{
  MadoPacketJob *job = mado_packet_job_new (mado_ledger_get_session (self->ledger));
  guint place = adw_combo_row_get_selected (self->cases);
  const MadoPacketSource *source = place < self->sources->len ? g_ptr_array_index (self->sources, place) : NULL;

  job->packet = g_strdup (get_packet (self)->id);
  job->queue = source != NULL ? g_strdup (source->queue) : NULL;
  job->batch = source != NULL ? source->batch : self->only;
  job->run = source != NULL ? source->run : MADO_ID_NONE;
  job->pay = g_strdup (self->pay);

  return job;
}

static char *
dup_pledge (MadoPacketDialog *self, const MadoPacketCount *count)
{
  const MadoPacket *packet = get_packet (self);
  g_autofree char *number = dup_text (self->number);
  const MadoPacketPledge pledge = {
    .number = number,
    .content = self->pay != NULL ? MADO_TRANSFER_PURPOSE : packet->label,
    .receiver = adw_action_row_get_subtitle (self->receiver),
    .n_items = self->pay != NULL ? 0 : packet->items->len,
    .count = *count,
  };

  return mado_packet_words_dup_pledge (&pledge);
}

/* What is signed is said before it is: how much, for whom, and that it stays. */
static void
show_pledge (MadoPacketDialog *self)
{
  const MadoPacketCount *count = mado_packet_counter_get (self->counter);
  const char *fault = mado_packet_counter_get_fault (self->counter);
  const char *odd = mado_packet_counter_get_odd (self->counter);
  g_autofree char *what = count != NULL ? dup_pledge (self, count) : g_strdup (fault);
  g_autofree char *text = what != NULL && odd[0] != '\0' ? g_strjoin ("\n", what, odd, NULL) : g_strdup (what);

  gtk_label_set_text (self->pledge, text != NULL ? text : _ ("What leaves is being counted…"));
  gtk_widget_set_sensitive (self->make, count != NULL);
  if (gtk_widget_get_visible (GTK_WIDGET (self->refusal)))
    mado_refusal_keep_in_sight (self->refusal); /* the sentence may have more lines than before */
}

/* Not before it is known what there is. */
static void
count (MadoPacketDialog *self)
{
  if (self->is_loaded && get_packet (self) != NULL)
    mado_packet_counter_begin (self->counter, begin_job (self));
}

static void
source_cb (GObject *row, GParamSpec *property, MadoPacketDialog *self)
{
  count (self);
}

static void
show_packet (MadoPacketDialog *self)
{
  const MadoPacket *packet = get_packet (self);

  if (packet == NULL)
    return;
  show_projection (self, packet);
  show_sources (self, packet);
  count (self);
}

static void
packet_cb (GObject *row, GParamSpec *property, MadoPacketDialog *self)
{
  show_packet (self);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer unused)
{
  MadoPacketDialog *self = MADO_PACKET_DIALOG (object);
  g_autoptr (MadoPacketStock) stock =
      mado_packet_stock_load_finish (result, NULL); /* ignored: there are work lists still */

  if (self->ledger == NULL)
    return;
  self->is_loaded = TRUE;
  self->stock = g_steal_pointer (&stock);
  show_packet (self);
}

/* --- numbers ------------------------------------------------------------------------------------------------------ */

/* Behind the highest of the year. */
static char *
propose_number (MadoPacketDialog *self)
{
  const MadoHandoverBook *book = mado_ledger_get_book (self->ledger);
  g_autofree char *start = g_strdup_printf ("P-%04d-", mado_instant_get_japanese_day (mado_instant_now ()).year);
  guint64 highest = 0;

  for (guint i = 0; book != NULL && i < book->handovers->len; i++) {
    const char *number = mado_json_get_text (mado_entity_get_body (g_ptr_array_index (book->handovers, i)), "number");

    if (g_str_has_prefix (number, start))
      highest = MAX (highest, g_ascii_strtoull (number + strlen (start), NULL, 10));
  }

  return g_strdup_printf ("%s%04u", start, (guint) (highest + 1));
}

static void
number_cb (MadoPacketDialog *self)
{
  const char *number = gtk_editable_get_text (self->number);
  g_autofree char *notice = number[0] != '\0' ? g_strconcat (number, "-N", NULL) : g_strdup ("");

  gtk_editable_set_text (self->notice_number, notice);
  show_pledge (self);
}

/* --- folders ------------------------------------------------------------------------------------------------------ */

static void
chosen_cb (GObject *dialog, GAsyncResult *result, gpointer field)
{
  g_autoptr (GtkEditable) row = field;
  g_autoptr (GFile) folder =
      gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (dialog), result, NULL); /* ignored: nothing was chosen */
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;

  if (path != NULL)
    gtk_editable_set_text (row, path);
}

static void
choose (MadoPacketDialog *self, GtkEditable *field)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (field)));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, chosen_cb,
                                 g_object_ref (field));
}

static void
choose_folder_cb (GtkButton *button, MadoPacketDialog *self)
{
  choose (self, self->folder);
}

static void
choose_notice_folder_cb (GtkButton *button, MadoPacketDialog *self)
{
  choose (self, self->notice_folder);
}

/* --- making ------------------------------------------------------------------------------------------------------- */

static void
tell (GObject *dialog, MadoMakingStage stage)
{
  MadoPacketDialog *self = MADO_PACKET_DIALOG (dialog);

  gtk_progress_bar_set_fraction (self->progress, (stage + 1.0) / (MADO_MAKING_DONE + 1.0));
  gtk_progress_bar_set_text (self->progress, mado_packet_words_get_stage (stage));
}

static void
add_fact (MadoPacketDialog *self, const char *label, const char *text)
{
  GtkWidget *row;

  if (text[0] == '\0')
    return;
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  gtk_widget_add_css_class (row, "property");
  adw_preferences_group_add (self->made, row);
}

static void
show_made (MadoPacketDialog *self, const MadoMaking *made, const MadoFindings *findings)
{
  g_autofree char *digest = mado_hash_to_hex (&made->digest);
  g_autofree char *odd = mado_packet_words_dup_findings (findings);
  /* Translators: a number of records, and an amount of money */
  g_autofree char *quantity = g_strdup_printf (_ ("%'u records, %'u yen"), (guint) made->records, (guint) made->amount);

  add_fact (self, _ ("On the medium"), made->file);
  add_fact (self, _ ("Quantity"), quantity);
  add_fact (self, _ ("SHA-256"), digest);
  add_fact (self, _ ("Notice of the password"), made->notice_file);
  add_fact (self, _ ("To look at"), odd);
  gtk_stack_set_visible_child_name (self->stack, "done");
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  adw_dialog_set_title (ADW_DIALOG (self), _ ("The Packet Is Made"));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), adw_dialog_get_title (ADW_DIALOG (self)),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  gtk_widget_grab_focus (self->close);
}

static void
show_fault (MadoPacketDialog *self, const GError *error, const MadoFindings *findings)
{
  g_autofree char *why = mado_packet_words_dup_error (error);
  g_autofree char *odd = mado_packet_words_dup_findings (findings);
  g_autofree char *text = odd[0] != '\0' ? g_strjoin ("\n", why, odd, NULL) : g_steal_pointer (&why);

  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  refuse (self, text, self->password);
  if (g_error_matches (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_COUNT))
    count (self);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer unused)
{
  MadoPacketDialog *self = MADO_PACKET_DIALOG (source);
  const MadoPacketJob *job = mado_packet_job_get (result);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoMaking) made = mado_packet_job_run_finish (result, &error);

  self->is_busy = FALSE;
  if (made == NULL) {
    show_fault (self, error, job->findings);
    return;
  }
  mado_session_note_saved (job->session);
  show_made (self, made, job->findings);
}

static gboolean
check_filled (MadoPacketDialog *self)
{
  GtkEditable *const fields[] = { self->number, self->folder, self->notice_number, self->notice_folder };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    g_autofree char *text = dup_text (fields[i]);
    /* Translators: %s is the name of a field */
    g_autofree char *why =
        g_strdup_printf (_ ("Fill in “%s”"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (fields[i])));

    if (text[0] != '\0')
      continue;
    refuse (self, why, fields[i]);
    return FALSE;
  }
  if (gtk_editable_get_text (self->password)[0] != '\0')
    return TRUE;
  refuse (self, _ ("Type your password: that is how you sign"), self->password);

  return FALSE;
}

static MadoPacketJob *
read_job (MadoPacketDialog *self)
{
  MadoPacketJob *job = begin_job (self);

  job->number = dup_text (self->number);
  job->folder = dup_text (self->folder);
  job->is_image = adw_switch_row_get_active (self->image);
  job->place = dup_text (self->place);
  job->notice_number = dup_text (self->notice_number);
  job->notice_folder = dup_text (self->notice_folder);
  job->password = mado_field_take_secret (self->password);
  job->counted = *mado_packet_counter_get (self->counter);
  job->told = tell;

  return job;
}

/* While it is being made, nothing can be closed: what was begun is finished, or undone. */
static void
make_cb (GtkWidget *from, MadoPacketDialog *self)
{
  if (self->is_busy)
    return;
  if (mado_packet_counter_get (self->counter) == NULL) {
    refuse (self, gtk_label_get_text (self->pledge), NULL);
    return;
  }
  if (!check_filled (self))
    return;
  self->is_busy = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), FALSE);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_progress_bar_set_text (self->progress, _ ("Choosing the cases"));
  gtk_stack_set_visible_child_name (self->stack, "working");
  gtk_widget_set_visible (self->bar, FALSE);
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  mado_packet_job_run_async (read_job (self), G_OBJECT (self), made_cb);
}

static void
close_cb (GtkWidget *from, MadoPacketDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_packet_dialog_dispose (GObject *object)
{
  MadoPacketDialog *self = MADO_PACKET_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_PACKET_DIALOG);
  g_clear_object (&self->ledger);
  g_clear_pointer (&self->packets, g_ptr_array_unref);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->pay, g_free);
  g_clear_object (&self->counter);
  g_clear_pointer (&self->stock, mado_packet_stock_free);

  G_OBJECT_CLASS (mado_packet_dialog_parent_class)->dispose (object);
}

static void
mado_packet_dialog_class_init (MadoPacketDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_packet_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-packet-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoPacketDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoPacketDialog, refusal);
  gtk_widget_class_bind_template_child (widget_class, MadoPacketDialog, packet);
  gtk_widget_class_bind_template_child (widget_class, MadoPacketDialog, cases);
  gtk_widget_class_bind_template_child (widget_class, MadoPacketDialog, receiver);
  gtk_widget_class_bind_template_child (widget_class, MadoPacketDialog, items);
  gtk_widget_class_bind_template_child (widget_class, MadoPacketDialog, number);
  gtk_widget_class_bind_template_child (widget_class, MadoPacketDialog, folder);
  gtk_widget_class_bind_template_child (widget_class, MadoPacketDialog, image);
  gtk_widget_class_bind_template_child (widget_class, MadoPacketDialog, place);
  gtk_widget_class_bind_template_child (widget_class, MadoPacketDialog, notice_number);
  gtk_widget_class_bind_template_child (widget_class, MadoPacketDialog, notice_folder);
  gtk_widget_class_bind_template_child (widget_class, MadoPacketDialog, password);
  gtk_widget_class_bind_template_child (widget_class, MadoPacketDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, MadoPacketDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, MadoPacketDialog, pledge);
  gtk_widget_class_bind_template_child (widget_class, MadoPacketDialog, make);
  gtk_widget_class_bind_template_child (widget_class, MadoPacketDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, MadoPacketDialog, made);
  gtk_widget_class_bind_template_child (widget_class, MadoPacketDialog, close);
  gtk_widget_class_bind_template_callback (widget_class, packet_cb);
  gtk_widget_class_bind_template_callback (widget_class, source_cb);
  gtk_widget_class_bind_template_callback (widget_class, number_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_notice_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, make_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
mado_packet_dialog_init (MadoPacketDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->counter = mado_packet_counter_new ();
  g_signal_connect_object (self->counter, "changed", G_CALLBACK (show_pledge), self, G_CONNECT_SWAPPED);
  mado_field_take_latin (self->number);
  mado_field_take_latin (self->folder);
  mado_field_take_latin (self->notice_number);
  mado_field_take_latin (self->notice_folder);
  mado_field_take_latin (self->password);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->folder)); /* what is filled in first */
}

/**
 * mado_packet_dialog_is_for:
 * @session: a session
 *
 * Returns: whether its person makes packets, and the programme has some
 */
gboolean
mado_packet_dialog_is_for (MadoSession *session)
{
  MadoProgramme *programme = mado_session_get_programme (session);
  g_autoptr (GPtrArray) packets = list_packets (programme);

  return packets->len > 0 && mado_policy_has_duty (mado_session_get_person (session), programme, "handover");
}

/**
 * mado_packet_dialog_makes:
 * @session: a session
 * @packet: of its programme
 *
 * Returns: whether its person makes this one
 */
gboolean
mado_packet_dialog_makes (MadoSession *session, const MadoPacket *packet)
{
  return is_made_here (packet) && mado_packet_dialog_is_for (session);
}

static void
show_packets (MadoPacketDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->packets->len; i++)
    gtk_string_list_append (names, self->pay != NULL
                                       ? MADO_TRANSFER_PURPOSE
                                       : ((const MadoPacket *) g_ptr_array_index (self->packets, i))->label);
  adw_combo_row_set_model (self->packet, G_LIST_MODEL (names));
  show_packet (self);
}

/* With the packets from which somebody chooses, or the one that it is. */
static AdwDialog *
create (MadoLedger *ledger, GPtrArray *packets, MadoId only, const char *pay)
{
  MadoPacketDialog *self = g_object_new (MADO_TYPE_PACKET_DIALOG, NULL);
  MadoSession *session = mado_ledger_get_session (ledger);
  g_autofree char *number = NULL;

  self->ledger = g_object_ref (ledger);
  self->packets = packets;
  self->only = only;
  self->pay = g_strdup (pay);
  show_packets (self);
  number = propose_number (self);
  gtk_editable_set_text (self->number, number);
  if (mado_session_is_practice (session)) {
    /* Translators: %s is a password */
    g_autofree char *hint =
        g_strdup_printf (_ ("While you practise, the password is “%s”."), MADO_PRACTICE_WARD_SIGNING_PASSWORD);

    gtk_label_set_text (self->hint, hint);
    gtk_widget_set_visible (GTK_WIDGET (self->hint), TRUE);
  }
  mado_packet_stock_load_async (G_OBJECT (self), session, loaded_cb);

  return ADW_DIALOG (self);
}

/**
 * mado_packet_dialog_new:
 * @ledger: where its entries go
 *
 * Returns: (transfer floating): the dialog, to be presented on a window
 */
AdwDialog *
mado_packet_dialog_new (MadoLedger *ledger)
{
  return create (ledger, list_packets (mado_session_get_programme (mado_ledger_get_session (ledger))), MADO_ID_NONE,
                 NULL);
}

/**
 * mado_packet_dialog_new_for_batch:
 * @ledger: where its entries go
 * @packet: that goes out
 * @batch: of whose cases
 *
 * Returns: (transfer floating): the dialog for that alone
 */
AdwDialog *
mado_packet_dialog_new_for_batch (MadoLedger *ledger, const char *packet, MadoId batch)
{
  return mado_packet_dialog_new_for_file (ledger, packet, batch, NULL);
}

/**
 * mado_packet_dialog_new_for_file:
 * @ledger: where its entries go
 * @packet: with which the payments were ordered: its receiver gets the file
 * @batch: of which the file was made
 * @pay: (nullable): the way to pay; %NULL: no file, but a table of the cases
 *
 * Returns: (transfer floating): the dialog for that alone
 */
AdwDialog *
mado_packet_dialog_new_for_file (MadoLedger *ledger, const char *packet, MadoId batch, const char *pay)
{
  const MadoProgramme *programme = mado_session_get_programme (mado_ledger_get_session (ledger));
  GPtrArray *packets = g_ptr_array_new ();

  g_ptr_array_add (packets, mado_section_find (programme->packets, packet));

  return create (ledger, packets, batch, pay);
}
