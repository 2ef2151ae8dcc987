/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way of letters about what is missing: asked for by a step of a case, gathered, frozen, looked at by somebody
 * else, printed, put into envelopes, sent, and returned. */

#include <glib/gstdio.h>
#include <string.h>

#include "case-sample.h"
#include "mado-address-label.h"
#include "mado-json-member.h"
#include "mado-letter-acts.h"
#include "mado-letter-gathering.h"
#include "mado-letter-press.h"
#include "mado-letter-run.h"
#include "mado-letter-shelf.h"
#include "mado-letter-stage.h"
#include "mado-packing-list.h"
#include "mado-press-file.h"
#include "mado-returned-mail.h"
#include "mado-town-file.h"
#include "page-picture.h"
#include "payment-office.h"

#define NOW "2025-06-02T01:00:00.000000Z"
#define N_CASES 3
#define RUN "R7-1"
#define SHADES 28 /* by which two programs may draw the edge of a letter */
#define DAY ((MadoDate) { 2025, 6, 2 })

/* Whoever prints, and whoever looks at the sample. */
typedef struct {
  PaymentOffice *office;
  PaymentSeat *printer;
  PaymentSeat *lead;
  MadoId cases[N_CASES];
  MadoId series;
  MadoId run;
} House;

static MadoId
return_case (House *self, guint number)
{
  const MadoId id = ward_draw_id (self->office->ward);
  g_autofree char *receipt = g_strdup_printf ("logo:%u", number);
  g_autofree char *control_no = g_strdup_printf ("'%010u'", number);

  g_assert_null (payment_office_do (self->office, "v-01", id, "case.move",
                                    "{'transition':'receive','receipt':'%s','edits':" CASE_EDITS "}", receipt,
                                    control_no));
  g_assert_null (payment_office_do (self->office, "v-01", id, "case.move",
                                    "{'transition':'return_deficient','reason':'書類不足','due':'2025-06-16'}"));

  return id;
}

static void
set_up (House *self, G_GNUC_UNUSED gconstpointer data)
{
  self->office = payment_office_new ("ninpu-r7", NOW);
  self->printer = payment_office_seat (self->office, "p-02", "print");
  self->lead = payment_office_seat (self->office, "l-01", "lead");
  for (guint i = 0; i < N_CASES; i++)
    self->cases[i] = return_case (self, i + 1);
  self->series = ward_draw_id (self->office->ward);
  g_assert_null (
      payment_office_do (self->office, "p-01", self->series, "series.open", "{'pattern':'7新健健第%%号','year':2025}"));
  payment_seat_meet (self->printer);
}

static void
tear_down (House *self, G_GNUC_UNUSED gconstpointer data)
{
  payment_office_free (self->office);
}

/* --- steps -------------------------------------------------------------------------------------------------------- */

static MadoLetterGathering *
gather (const MadoPaymentClerk *clerk, const char *list)
{
  g_autoptr (GError) error = NULL;
  MadoLetterGathering *gathering = mado_letter_gathering_collect (clerk, "deficiency", list, &error);

  g_assert_no_error (error);

  return gathering;
}

static const char *
make_run (House *self, const MadoLetterGathering *gathering)
{
  const MadoNewRun order = { .number = RUN, .series = self->series, .is_enclosed = TRUE };
  const char *refused = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_letter_gathering_make_run (gathering, &order, &self->run, &refused, &error));
  g_assert_no_error (error);

  return refused;
}

static void
gather_run (House *self)
{
  g_autoptr (MadoPaymentClerk) clerk = payment_seat_work (self->printer);
  g_autoptr (MadoLetterGathering) gathering = gather (clerk, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (make_run (self, gathering));
  g_assert_true (mado_letter_gathering_join (gathering, self->run, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (gathering->n_written, ==, N_CASES);
  payment_seat_meet (self->printer);
}

static MadoLetterPile *
load (House *self, const MadoPaymentClerk *clerk)
{
  g_autoptr (GError) error = NULL;
  MadoLetterPile *pile = mado_letter_pile_load (clerk, self->run, &error);

  g_assert_no_error (error);

  return pile;
}

static const char *
act_at (House *self, PaymentSeat *seat, const MadoLetterAct *act)
{
  g_autoptr (MadoPaymentClerk) clerk = NULL;
  g_autoptr (MadoLetterPile) pile = NULL;
  g_autoptr (GError) error = NULL;
  const char *refused = NULL;

  payment_seat_meet (seat);
  clerk = payment_seat_work (seat);
  pile = load (self, clerk);
  g_assert_true (mado_letter_act_on_run (clerk, pile, act, &refused, &error));
  g_assert_no_error (error);
  payment_seat_meet (seat);

  return refused;
}

static const char *
act_on (House *self, guint place, const MadoLetterAct *act)
{
  g_autoptr (MadoPaymentClerk) clerk = payment_seat_work (self->printer);
  g_autoptr (MadoLetterPile) pile = load (self, clerk);
  const MadoPiledSheet *sheet = g_ptr_array_index (pile->sheets, place);
  MadoLetterAct whole = *act;
  g_autoptr (GError) error = NULL;
  const char *refused = NULL;

  if (whole.sheet == NULL && strcmp (act->kind, "notice.reprint") != 0 && strcmp (act->kind, "notice.withdraw") != 0)
    whole.sheet = sheet->mark;
  if (whole.envelope == NULL && strcmp (act->kind, "notice.enclose") == 0)
    whole.envelope = sheet->mark;
  g_assert_true (mado_letter_act_on_letter (clerk, sheet->letter, &whole, &refused, &error));
  g_assert_no_error (error);
  payment_seat_meet (self->printer);

  return refused;
}

static const MadoLetterAct freezing = { .kind = "run.freeze", .counts = TRUE };
static const MadoLetterAct approving = { .kind = "run.approve", .sheet = RUN "/000001" };
static const MadoLetterAct printing = { .kind = "run.print", .counts = TRUE };
static const MadoLetterAct enclosing = { .kind = "notice.enclose" };
static const MadoLetterAct dispatching = {
  .kind = "run.dispatch", .counts = TRUE, .day = { 2025, 6, 2 }, .office = "新宿郵便局", .means = "post"
};

static void
print_run (House *self)
{
  gather_run (self);
  g_assert_null (act_at (self, self->printer, &freezing));
  g_assert_null (act_at (self, self->lead, &approving));
  g_assert_null (act_at (self, self->printer, &printing));
}

static void
assert_state (House *self, MadoId id, const char *state)
{
  g_autofree char *is = payment_office_get_state (self->office, id);

  g_assert_cmpstr (is, ==, state);
}

static MadoLetterShelf *
look_at_shelf (PaymentSeat *seat, MadoDate today)
{
  g_autoptr (MadoPaymentClerk) clerk = payment_seat_work (seat);
  g_autoptr (GError) error = NULL;
  MadoLetterShelf *shelf;

  clerk->now = mado_instant_from_iso (NOW);
  clerk->now.microseconds += (gint64) mado_date_days_between (DAY, today) * 24 * 60 * 60 * G_USEC_PER_SEC;
  shelf = mado_letter_shelf_look (clerk, &error);
  g_assert_no_error (error);

  return shelf;
}

/* --- what is unsent ----------------------------------------------------------------------------------------------- */

static void
nothing_stays_unsent_unseen (House *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoLetterShelf) before = look_at_shelf (self->printer, DAY);
  g_autoptr (MadoLetterShelf) after = NULL;
  const MadoUnsentLetter *unsent;

  g_assert_cmpuint (before->owed->len, ==, N_CASES);
  g_assert_cmpuint (mado_letter_shelf_count_waiting (before, "deficiency"), ==, N_CASES);
  g_assert_cmpuint (mado_letter_shelf_count_waiting (before, "decision"), ==, 0);
  g_assert_cmpstr (((const MadoOwedLetter *) g_ptr_array_index (before->owed, 0))->to, ==, "見本 花子");
  gather_run (self);
  after = look_at_shelf (self->printer, (MadoDate) { 2025, 6, 6 });
  g_assert_cmpuint (after->owed->len, ==, 0);
  g_assert_cmpuint (after->unsent->len, ==, N_CASES);
  g_assert_cmpuint (after->n_late, ==, N_CASES); /* due after two office days */
  unsent = g_ptr_array_index (after->unsent, 0);
  g_assert_cmpint (unsent->days_late, ==, 2);
  g_assert_true (unsent->is_in_run);
  g_assert_cmpuint (mado_letter_shelf_count_waiting (after, "deficiency"), ==, 0);
}

/* --- the run ------------------------------------------------------------------------------------------------------ */

static void
a_run_goes_from_the_list_to_the_post_office (House *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoPaymentClerk) clerk = NULL;
  g_autoptr (MadoLetterPile) pile = NULL;
  g_autoptr (GError) error = NULL;
  MadoLetterAct counted = dispatching;
  const char *refused = NULL;
  guint n_sent = 0;

  print_run (self);
  for (guint i = 0; i < N_CASES; i++)
    g_assert_null (act_on (self, i, &enclosing));
  counted.count = N_CASES + 1;
  g_assert_cmpstr (act_at (self, self->printer, &counted), ==, MADO_REFUSAL_COUNT); /* one more at the post office */
  counted.count = N_CASES;
  g_assert_null (act_at (self, self->printer, &counted));
  assert_state (self, self->run, MADO_LETTER_RUN_DISPATCHED);
  clerk = payment_seat_work (self->printer);
  pile = load (self, clerk);
  g_assert_cmpint (mado_letter_pile_compare (pile), ==, MADO_PILE_EQUAL);
  g_assert_cmpint (mado_letter_stage_find (pile->run), ==, MADO_LETTER_STAGE_SENDING);
  g_assert_cmpuint (mado_letter_count_to_send (pile), ==, N_CASES);
  g_assert_true (mado_letter_send_all (clerk, pile, &n_sent, &refused, &error));
  g_assert_no_error (error);
  g_assert_null (refused);
  g_assert_cmpuint (n_sent, ==, N_CASES);
  payment_seat_meet (self->printer);
  for (guint i = 0; i < N_CASES; i++)
    assert_state (self, mado_entity_get_id (((const MadoPiledSheet *) g_ptr_array_index (pile->sheets, i))->letter),
                  "sent");
  g_clear_pointer (&pile, mado_letter_pile_free);
  pile = load (self, clerk);
  g_assert_cmpint (mado_letter_stage_find (pile->run), ==, MADO_LETTER_STAGE_OVER);
  g_assert_cmpuint (mado_letter_count_to_send (pile), ==, 0);
}

static void
whoever_froze_it_approves_no_sample (House *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoPaymentClerk) clerk = payment_seat_work (self->printer);
  g_autoptr (MadoLetterPile) pile = NULL;
  const MadoPerson lead = { "l-01", (const char *const[]) { "lead", NULL } };
  const MadoPerson verifier = { "v-01", (const char *const[]) { "verifier", NULL } };

  gather_run (self);
  g_assert_null (act_at (self, self->printer, &freezing));
  pile = load (self, clerk);
  g_assert_true (mado_letter_run_is_work_of (pile->run, "p-02"));
  g_assert_false (mado_letter_run_waits_for (pile->run, clerk->programme, &clerk->person));
  g_assert_true (mado_letter_run_waits_for (pile->run, clerk->programme, &lead));
  g_assert_false (mado_letter_run_waits_for (pile->run, clerk->programme, &verifier));
  g_assert_cmpstr (act_at (self, self->printer, &approving), ==, MADO_REFUSAL_SAME_PERSON);
  g_assert_null (act_at (self, self->lead, &approving));
}

static void
what_is_spoiled_holds_the_run_until_it_is_decided (House *self, G_GNUC_UNUSED gconstpointer data)
{
  const MadoLetterAct spoil = { .kind = "notice.spoil", .reason = "紙づまり" };
  const MadoLetterAct reprint = { .kind = "notice.reprint", .reason = "紙づまり" };
  const MadoLetterAct withdraw = { .kind = "notice.withdraw", .reason = "取下げ" };
  g_autoptr (MadoPaymentClerk) clerk = payment_seat_work (self->printer);
  g_autoptr (MadoLetterPile) pile = NULL;

  print_run (self);
  g_assert_null (act_on (self, 0, &spoil));
  g_assert_null (act_on (self, 1, &enclosing));
  g_assert_cmpstr (act_at (self, self->printer, &dispatching), ==, MADO_REFUSAL_COUNT);
  g_assert_null (act_on (self, 0, &reprint));
  g_assert_null (act_on (self, 0, &enclosing));
  g_assert_cmpstr (act_at (self, self->printer, &dispatching), ==, MADO_REFUSAL_COUNT); /* one is in no envelope */
  g_assert_null (act_on (self, 2, &withdraw));
  g_assert_null (act_at (self, self->printer, &dispatching));
  pile = load (self, clerk);
  g_assert_cmpint (mado_letter_pile_compare (pile), ==, MADO_PILE_EQUAL);
  g_assert_cmpint (mado_letter_pile_count_good (pile), ==, 2);
  g_assert_cmpint (mado_piled_sheet_get_copy (g_ptr_array_index (pile->sheets, 0)), ==, 2);
  g_assert_cmpint (((const MadoPiledSheet *) g_ptr_array_index (pile->sheets, 2))->state, ==, MADO_PILED_VOID);
}

/* --- the middle --------------------------------------------------------------------------------------------------- */

static void
cancel_cb (gpointer cancellable, G_GNUC_UNUSED guint done, G_GNUC_UNUSED guint total)
{
  g_cancellable_cancel (cancellable);
}

/* A run of which somebody cancelled the gathering is gone on with: nobody is in it twice, and nobody is left out. */
static void
what_was_cancelled_is_gone_on_with (House *self, G_GNUC_UNUSED gconstpointer data)
{
  enum { MORE = 60 };
  g_autoptr (MadoPaymentClerk) clerk = NULL;
  g_autoptr (MadoLetterGathering) first = NULL, second = NULL;
  g_autoptr (MadoLetterPile) pile = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < MORE; i++)
    return_case (self, N_CASES + 1 + i);
  payment_seat_meet (self->printer);
  clerk = payment_seat_work (self->printer);
  first = gather (clerk, NULL);
  g_assert_cmpuint (first->n_joining, ==, N_CASES + MORE);
  first->told = cancel_cb;
  first->user_data = cancellable;
  g_assert_null (make_run (self, first));
  g_assert_false (mado_letter_gathering_join (first, self->run, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (first->n_written, >, 0);
  g_assert_cmpuint (first->n_written, <, N_CASES + MORE);
  payment_seat_meet (self->printer);
  second = gather (clerk, NULL);
  g_assert_cmpuint (second->n_joining, ==, N_CASES + MORE - first->n_written);
  g_assert_true (mado_letter_gathering_join (second, self->run, NULL, &error));
  g_assert_no_error (error);
  payment_seat_meet (self->printer);
  pile = load (self, clerk);
  g_assert_cmpint (mado_letter_pile_compare (pile), ==, MADO_PILE_EQUAL);
  g_assert_cmpuint (pile->sheets->len, ==, N_CASES + MORE);
}

/* Before the service has answered, nobody knows which place a letter has. */
static void
figures_are_unknown_until_the_service_answers (House *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoPaymentClerk) clerk = payment_seat_work (self->printer);
  g_autoptr (MadoLetterGathering) gathering = gather (clerk, NULL);
  g_autoptr (MadoLetterPile) pile = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (make_run (self, gathering));
  g_assert_true (mado_letter_gathering_join (gathering, self->run, NULL, &error));
  g_assert_no_error (error);
  pile = load (self, clerk);
  g_assert_cmpint (mado_letter_pile_compare (pile), ==, MADO_PILE_UNKNOWN);
}

static void
a_work_list_has_no_letter_twice (House *self, G_GNUC_UNUSED gconstpointer data)
{
  PaymentSeat *both = payment_office_seat (self->office, "b-01", "print verifier");
  g_autoptr (MadoPaymentClerk) clerk = payment_seat_work (both);
  g_autoptr (MadoLetterGathering) gathering = gather (clerk, "waiting");
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (gathering->n_joining, ==, N_CASES);
  g_clear_pointer (&gathering, mado_letter_gathering_free);
  gather_run (self);
  payment_seat_meet (both);
  gathering = gather (clerk, "waiting");
  g_assert_cmpuint (gathering->letters->len, ==, N_CASES);
  g_assert_cmpuint (gathering->n_joining, ==, 0);
  g_assert_cmpstr (((const MadoGatheredLetter *) g_ptr_array_index (gathering->letters, 0))->code, ==,
                   MADO_GATHERED_IN_RUN);
  g_clear_pointer (&gathering, mado_letter_gathering_free);
  gathering = mado_letter_gathering_collect (clerk, "none", NULL, &error);
  g_assert_null (gathering);
  g_assert_nonnull (error);
}

/* --- paper -------------------------------------------------------------------------------------------------------- */

static GBytes *
print (MadoLetterPress *self, MadoPressPaper paper, GError **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  if (!mado_letter_press_print (self, paper, stream, NULL, error))
    return NULL;
  g_assert_true (g_output_stream_close (stream, NULL, error));

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static GBytes *
press (const MadoPaymentClerk *clerk, const MadoLetterPile *pile, guint limit, guint *out_n_pages)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoLetterPress) self = mado_letter_press_new (clerk, pile, &error);
  GBytes *pdf;

  g_assert_no_error (error);
  g_assert_true (mado_letter_press_take (self, NULL, limit, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < mado_letter_press_get_faults (self)->len; i++) {
    const MadoPressFault *fault = g_ptr_array_index (mado_letter_press_get_faults (self), i);

    g_test_message ("%s %s %s", fault->mark, fault->code, fault->subject);
  }
  *out_n_pages = mado_letter_press_get_n_pages (self);
  pdf = print (self, MADO_PRESS_LETTERS, &error);
  g_assert_no_error (error);

  return pdf;
}

static void
the_sample_and_all_sheets_are_printed (House *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoPaymentClerk) clerk = payment_seat_work (self->lead);
  g_autoptr (MadoLetterPile) pile = NULL;
  g_autoptr (GBytes) sample = NULL, whole = NULL, list = NULL;
  g_autoptr (GError) error = NULL;
  guint n_sample = 0, n_whole = 0;

  gather_run (self);
  payment_seat_meet (self->lead);
  pile = load (self, clerk);
  sample = press (clerk, pile, 1, &n_sample);
  whole = press (clerk, pile, G_MAXUINT, &n_whole);
  g_assert_cmpuint (n_sample, ==, 1);
  g_assert_cmpuint (n_whole, ==, N_CASES);
  g_assert_cmpmem (g_bytes_get_data (sample, NULL), 5, "%PDF-", 5);
  g_assert_cmpuint (g_bytes_get_size (whole), >, g_bytes_get_size (sample));
  list = mado_packing_list_print (clerk, pile, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (list, NULL), 5, "%PDF-", 5);
}

static MadoEntity *
read_entity (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  MadoEntity *entity = mado_entity_read (json, strlen (json), &error);

  g_assert_no_error (error);

  return entity;
}

static MadoLetterPile *
make_long_pile (guint n_letters)
{
  g_autofree char *text = g_strdup_printf ("{'body':{'count':%u,'letter':'deficiency','number':'" RUN "'},"
                                           "'id':'0198a7b0-0000-7000-8000-00000000000b','kind':'run',"
                                           "'state':'frozen','version':9}",
                                           n_letters);
  g_autoptr (MadoEntity) run = read_entity (text);
  MadoLetterPile *pile = mado_letter_pile_new (run);

  for (guint i = 1; i <= n_letters; i++) {
    g_autofree char *one =
        g_strdup_printf ("{'body':{'number':'7新健健第%u号','sheets':[{'mark':'" RUN "/%06u',"
                         "'run':'0198a7b0-0000-7000-8000-00000000000b','what':'join'}]},"
                         "'id':'0198a7b0-0000-7000-8000-%012u','kind':'notice','state':'made','version':2}",
                         i, i, i);
    g_autoptr (MadoEntity) letter = read_entity (one);

    g_assert_true (mado_letter_pile_add (pile, letter));
  }

  return pile;
}

/* Returns: (transfer full): what each page says, as another program reads it */
static GStrv
read_pages (GBytes *pdf)
{
  const char *const reader[] = { "pdftotext", "-", "-", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_newv (reader, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_autoptr (GBytes) text = NULL;
  g_autofree char *all = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate (process, pdf, NULL, &text, NULL, &error));
  g_assert_no_error (error);
  all = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  g_strchomp (all); /* each page ends with a form feed */

  return g_strsplit (all, "\f", -1);
}

/* Each box begins on a page of its own; and no page of the list has the mark of a letter. */
static void
a_long_list_goes_box_by_box (House *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoPaymentClerk) clerk = payment_seat_work (self->printer);
  g_autoptr (MadoLetterPile) pile = make_long_pile (450);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = mado_packing_list_print (clerk, pile, &error);
  g_auto (GStrv) pages = NULL;
  guint n_boxes = 0;

  g_assert_no_error (error);
  pages = read_pages (pdf);
  g_assert_nonnull (strstr (pages[0], "箱 1／3"));
  g_assert_nonnull (strstr (pages[0], "差し出す通数"));
  g_assert_nonnull (strstr (pages[g_strv_length (pages) - 1], RUN "/000450"));
  for (guint i = 0; pages[i] != NULL; i++) {
    g_assert_nonnull (strstr (pages[i], RUN "-LIST"));
    n_boxes += strstr (pages[i], "箱 ") != NULL ? 1 : 0;
  }
  g_assert_cmpuint (n_boxes, ==, 3);
  g_assert_null (mado_letter_pile_find_document (pile, RUN "-LIST/000001/1/6"));
}

static cairo_surface_t *
draw_page (MadoLetterPress *self, guint page)
{
  double width, height;
  cairo_surface_t *picture;
  cairo_t *cairo;
  g_autoptr (GError) error = NULL;

  mado_letter_press_get_size (self, &width, &height);
  picture = page_picture_new (width, height);
  cairo = page_picture_draw_on (picture);
  g_assert_true (mado_letter_press_draw (self, page, cairo, &error));
  g_assert_no_error (error);
  cairo_destroy (cairo);

  return picture;
}

/* Whoever approves a sample on the screen has seen what comes out of the printer, mark and all. */
static void
what_is_seen_is_what_is_printed (House *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoPaymentClerk) clerk = payment_seat_work (self->printer);
  g_autoptr (MadoLetterPile) pile = NULL;
  g_autoptr (MadoLetterPress) sheets = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *printed;

  gather_run (self);
  pile = load (self, clerk);
  sheets = mado_letter_press_new (clerk, pile, &error);
  g_assert_true (mado_letter_press_take (sheets, NULL, G_MAXUINT, NULL, &error));
  pdf = print (sheets, MADO_PRESS_LETTERS, &error);
  g_assert_no_error (error);
  printed = page_picture_of_pdf (pdf, 2);
  for (guint page = 0; page < 3; page++) {
    cairo_surface_t *seen = draw_page (sheets, page);

    const int shades = page_picture_compare (seen, printed);

    g_test_message ("page %u beside the second of the PDF: %d shades", page, shades);
    if (page == 1)
      g_assert_cmpint (shades, <, SHADES);
    else
      g_assert_cmpint (shades, >, SHADES); /* its number and its mark are others */
    cairo_surface_destroy (seen);
  }
  cairo_surface_destroy (printed);
}

typedef struct {
  GCancellable *cancellable; /* (nullable): what ends it after the first letter */
  guint done;
  guint total;
} Watching;

static void
told_cb (gpointer user_data, guint done, guint total)
{
  Watching *self = user_data;

  *self = (Watching) { self->cancellable, done, total };
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
assert_nothing_in (const char *folder)
{
  g_autoptr (GDir) left = g_dir_open (folder, 0, NULL);

  g_assert_cmpstr (g_dir_read_name (left), ==, NULL);
}

/* Half a run is no run, and what is saved is for nobody else. */
static void
a_run_is_saved_whole_or_not_at_all (House *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoPaymentClerk) clerk = payment_seat_work (self->printer);
  g_autoptr (MadoLetterPile) pile = NULL;
  g_autoptr (MadoLetterPress) sheets = NULL;
  g_autoptr (GCancellable) stop = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("saved-XXXXXX", NULL), *path = g_build_filename (folder, "run.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Watching watching = { .cancellable = stop };
  GStatBuf status;

  gather_run (self);
  pile = load (self, clerk);
  sheets = mado_letter_press_new (clerk, pile, &error);
  g_assert_true (mado_letter_press_take (sheets, NULL, G_MAXUINT, NULL, &error));
  mado_letter_press_watch (sheets, told_cb, &watching);
  g_assert_false (mado_press_file_save (sheets, MADO_PRESS_LETTERS, file, MADO_DURABLE_FILE_NEW, stop, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  assert_nothing_in (folder);
  watching.cancellable = NULL;
  g_assert_true (mado_press_file_save (sheets, MADO_PRESS_LETTERS, file, MADO_DURABLE_FILE_NEW, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (watching.done, ==, N_CASES);
  g_assert_cmpuint (watching.total, ==, N_CASES);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 0777, ==, 0600);
  g_assert_false (mado_press_file_save (sheets, MADO_PRESS_LABELS, file, MADO_DURABLE_FILE_NEW, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (mado_press_file_save (sheets, MADO_PRESS_LABELS, file, MADO_DURABLE_FILE_REPLACE, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_nothing_in (folder);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* The label says to whom the sheet goes, and nothing of what is inside. */
static void
an_envelope_has_the_label_of_its_sheet (House *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoPaymentClerk) clerk = payment_seat_work (self->printer);
  g_autoptr (MadoLetterPile) pile = NULL;
  g_autoptr (MadoLetterPress) empty = NULL, full = NULL;
  g_autoptr (GBytes) none = NULL, labels = NULL;
  g_autoptr (GError) error = NULL;

  gather_run (self);
  pile = load (self, clerk);
  empty = mado_letter_press_new (clerk, pile, &error);
  none = print (empty, MADO_PRESS_LABELS, &error);
  g_assert_null (none);
  g_assert_nonnull (error);
  g_clear_error (&error);
  full = mado_letter_press_new (clerk, pile, &error);
  g_assert_true (mado_letter_press_take (full, NULL, G_MAXUINT, NULL, &error));
  labels = print (full, MADO_PRESS_LABELS, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (labels, NULL), 5, "%PDF-", 5);
}

static void
a_label_says_nothing_of_what_is_inside (G_GNUC_UNUSED House *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoManuscript) letter = mado_manuscript_new ("不備通知");
  g_autoptr (MadoManuscript) label = NULL;

  mado_manuscript_add (letter, MADO_BLOCK_TEXT, "title", "body", "title", "申請書類の不備について");
  g_assert_null (mado_address_label_write (letter));
  mado_manuscript_add (letter, MADO_BLOCK_TEXT, "postal", "address", "postal", "〒160-0022");
  mado_manuscript_add (letter, MADO_BLOCK_TEXT, "name", "address", "name", "見本 花子　様");
  mado_manuscript_add (letter, MADO_BLOCK_BARCODE, "barcode", "address", "barcode", "1234");
  mado_manuscript_add (letter, MADO_BLOCK_TEXT, "to", "inside", "name", "見本 花子　様");
  mado_manuscript_add (letter, MADO_BLOCK_TEXT, "note", "address", "small", "支給決定");
  label = mado_address_label_write (letter);
  g_assert_cmpuint (label->blocks->len, ==, 2);
  g_assert_cmpstr (((const MadoBlock *) g_ptr_array_index (label->blocks, 0))->text, ==, "〒160-0022");
  g_assert_cmpstr (((const MadoBlock *) g_ptr_array_index (label->blocks, 1))->text, ==, "見本 花子　様");
}

/* --- what comes back ---------------------------------------------------------------------------------------------- */

static MadoReturnedMail *
find (const MadoPaymentClerk *clerk, const char *scanned, GError **error)
{
  g_autoptr (MadoTownTable) towns = mado_town_file_load_default (NULL);

  g_assert_nonnull (towns);

  return mado_returned_mail_find (clerk, scanned, towns, error);
}

static void
what_comes_back_is_found_by_its_mark_and_sent_again (House *self, G_GNUC_UNUSED gconstpointer data)
{
  const MadoLetterAct back = { .kind = "notice.return", .day = DAY, .due = { 2025, 6, 9 }, .reason = "転居先不明" };
  g_autoptr (MadoPaymentClerk) clerk = NULL;
  g_autoptr (MadoLetterPile) pile = NULL;
  g_autoptr (MadoReturnedMail) mail = NULL;
  g_autoptr (MadoLetterShelf) shelf = NULL;
  g_autoptr (GError) error = NULL;
  const char *refused = NULL;
  guint n_sent = 0;

  print_run (self);
  for (guint i = 0; i < N_CASES; i++)
    g_assert_null (act_on (self, i, &enclosing));
  g_assert_null (act_at (self, self->printer, &dispatching));
  clerk = payment_seat_work (self->printer);
  pile = load (self, clerk);
  g_assert_true (mado_letter_send_all (clerk, pile, &n_sent, &refused, &error));
  payment_seat_meet (self->printer);
  g_assert_null (find (clerk, "R7-9/000001", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  mail = find (clerk, RUN "/000002/1/1", &error);
  g_assert_no_error (error);
  g_assert_true (mado_letter_may_come_back (mail->letter));
  g_assert_true (mail->has_address);
  g_assert_false (mail->town_is_known); /* 見本町 is none */
  g_assert_true (mail->block_is_given);
  g_assert_true (mado_letter_act_on_letter (clerk, mail->letter, &back, &refused, &error));
  g_assert_no_error (error);
  g_assert_null (refused);
  payment_seat_meet (self->printer);
  assert_state (self, mado_entity_get_id (mail->letter), "returned");
  shelf = look_at_shelf (self->printer, (MadoDate) { 2025, 6, 10 });
  g_assert_cmpuint (shelf->unsent->len, ==, 1);
  g_assert_cmpuint (shelf->n_late, ==, 1);
  g_assert_cmpuint (mado_letter_shelf_count_waiting (shelf, "deficiency"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/letter-desk/" name, House, NULL, set_up, test, tear_down)
  ADD ("nothing-stays-unsent-unseen", nothing_stays_unsent_unseen);
  ADD ("a-run-goes-from-the-list-to-the-post-office", a_run_goes_from_the_list_to_the_post_office);
  ADD ("whoever-froze-it-approves-no-sample", whoever_froze_it_approves_no_sample);
  ADD ("what-is-spoiled-holds-the-run-until-it-is-decided", what_is_spoiled_holds_the_run_until_it_is_decided);
  ADD ("what-was-cancelled-is-gone-on-with", what_was_cancelled_is_gone_on_with);
  ADD ("figures-are-unknown-until-the-service-answers", figures_are_unknown_until_the_service_answers);
  ADD ("a-work-list-has-no-letter-twice", a_work_list_has_no_letter_twice);
  ADD ("the-sample-and-all-sheets-are-printed", the_sample_and_all_sheets_are_printed);
  ADD ("a-long-list-goes-box-by-box", a_long_list_goes_box_by_box);
  ADD ("what-is-seen-is-what-is-printed", what_is_seen_is_what_is_printed);
  ADD ("a-run-is-saved-whole-or-not-at-all", a_run_is_saved_whole_or_not_at_all);
  ADD ("an-envelope-has-the-label-of-its-sheet", an_envelope_has_the_label_of_its_sheet);
  ADD ("a-label-says-nothing-of-what-is-inside", a_label_says_nothing_of_what_is_inside);
  ADD ("what-comes-back-is-found-by-its-mark-and-sent-again", what_comes_back_is_found_by_its_mark_and_sent_again);

  return g_test_run ();
}
