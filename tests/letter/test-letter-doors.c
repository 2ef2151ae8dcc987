/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever step of a case asks for a letter, in each programme that is delivered: the letter is in the list of what is
 * unsent from then on, with a day by which it is due, and late when that day is over; and it goes the whole way from
 * there, to the post office and back. */

#include <string.h>

#include "letter-doors.h"
#include "letter-run-steps.h"
#include "mado-letter-packet.h"
#include "mado-letter-press.h"
#include "mado-letter-shelf.h"
#include "mado-packing-list.h"
#include "mado-returned-mail.h"
#include "mado-town-file.h"
#include "page-picture.h"

#define LONG ((gint64) 60 * 24 * 60 * 60 * G_USEC_PER_SEC) /* after which every letter is late */
#define SHADES 28                                          /* by which a page differs at least that is not blank */

typedef struct {
  LetterDoors doors;
  GHashTable *tried; /* "STEP LETTER" */
  MadoId series;
} Doors;

static void
set_up (Doors *self, gconstpointer data)
{
  letter_doors_set_up (&self->doors, data);
  self->tried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
tear_down (Doors *self, G_GNUC_UNUSED gconstpointer data)
{
  g_hash_table_unref (self->tried);
  letter_doors_tear_down (&self->doors);
}

/* --- the list ---------------------------------------------------------------------------------------------------- */

/* Returns: (transfer full): the list so much later */
static MadoLetterShelf *
look (Doors *self, gint64 microseconds)
{
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (GError) error = NULL;
  MadoLetterShelf *shelf;

  payment_seat_meet (self->doors.maker);
  clerk = payment_seat_work (self->doors.maker);
  clerk->now.microseconds += microseconds;
  shelf = mado_letter_shelf_look (clerk, &error);
  g_assert_no_error (error);

  return shelf;
}

static const MadoOwedLetter *
find (const MadoLetterShelf *shelf, MadoId about, const char *letter)
{
  for (guint i = 0; i < shelf->owed->len; i++) {
    const MadoOwedLetter *owed = g_ptr_array_index (shelf->owed, i);

    if (mado_id_compare (owed->about, about) == 0 && strcmp (owed->letter, letter) == 0)
      return owed;
  }

  return NULL;
}

static void
assert_waits_cb (gpointer user_data, MadoId about, const char *step, const char *letter)
{
  Doors *self = user_data;
  const MadoInstant long_after = { self->doors.office->ward->now.microseconds + LONG };
  g_autoptr (MadoLetterShelf) now = look (self, 0), later = look (self, LONG);
  const MadoOwedLetter *owed = find (now, about, letter), *late = find (later, about, letter);

  g_test_message ("%s: %s", step, letter);
  g_assert_nonnull (owed);
  g_assert_cmpint (owed->days_late, ==, 0);
  g_assert_cmpint (mado_date_compare (owed->asked, owed->due), <, 0);
  g_assert_nonnull (late);
  g_assert_cmpint (late->days_late, ==, mado_date_days_between (owed->due, mado_instant_get_japanese_day (long_after)));
  g_assert_cmpuint (later->n_late, ==, later->owed->len);
  g_assert_cmpint (mado_letter_shelf_find_late (later, letter), >=, late->days_late);
  g_hash_table_add (self->tried, g_strdup_printf ("%s %s", step, letter));
}

/* A door that the programme gets and nobody tries here is noticed. */
static void
assert_all_tried (const Doors *self, const MadoProgramme *programme)
{
  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (programme->transitions, i);

    for (guint j = 0; j < transition->letters->len; j++) {
      const char *letter = g_ptr_array_index (transition->letters, j);
      g_autofree char *door = g_strdup_printf ("%s %s", transition->id, letter);

      if (!g_hash_table_contains (self->tried, door))
        g_error ("nobody has tried \"%s\"", door);
    }
  }
}

static void
every_door_leads_to_the_list (Doors *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->doors.maker);

  letter_doors_open (&self->doors, assert_waits_cb, self);
  assert_all_tried (self, clerk->programme);
}

/* --- the way ------------------------------------------------------------------------------------------------------ */

typedef struct {
  Doors *doors;
  const MadoLetter *letter;
  char *number; /* of the run */
  MadoId run;
  guint n_letters;
} Way;

static MadoLetterPress *
press (const MadoDeskClerk *clerk, const MadoLetterPile *pile, guint limit)
{
  g_autoptr (GError) error = NULL;
  MadoLetterPress *self = mado_letter_press_new (clerk, pile, &error);

  g_assert_no_error (error);
  g_assert_true (mado_letter_press_take (self, NULL, limit, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < mado_letter_press_get_faults (self)->len; i++) {
    const MadoPressFault *fault = g_ptr_array_index (mado_letter_press_get_faults (self), i);

    g_error ("%s: %s %s", fault->mark, fault->code, fault->subject);
  }

  return self;
}

/* As whoever approves it looks at it. */
static void
preview (const Way *self)
{
  PaymentSeat *seat = self->doors->doors.approver;
  g_autoptr (MadoDeskClerk) clerk = NULL;
  g_autoptr (MadoLetterPile) pile = NULL;
  g_autoptr (MadoLetterPress) sample = NULL;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *seen, *blank;
  double width, height;
  cairo_t *cairo;

  payment_seat_meet (seat);
  clerk = payment_seat_work (seat);
  pile = letter_run_step_load (clerk, self->run);
  sample = press (clerk, pile, 1);
  g_assert_cmpuint (mado_letter_press_get_n_letters (sample), ==, 1);
  mado_letter_press_get_size (sample, &width, &height);
  seen = page_picture_new (width, height);
  blank = page_picture_new (width, height);
  cairo = page_picture_draw_on (seen);
  g_assert_true (mado_letter_press_draw (sample, 0, cairo, &error));
  g_assert_no_error (error);
  cairo_destroy (cairo);
  cairo_destroy (page_picture_draw_on (blank));
  g_assert_cmpint (page_picture_compare (seen, blank), >, SHADES);
  cairo_surface_destroy (seen);
  cairo_surface_destroy (blank);
}

static gboolean
says (const GStrv pages, const char *text)
{
  for (guint i = 0; pages[i] != NULL; i++)
    if (strstr (pages[i], text) != NULL)
      return TRUE;

  return FALSE;
}

/* All of it on paper, and the list that goes with it. */
static void
print (const Way *self)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->doors->doors.maker);
  g_autoptr (MadoLetterPile) pile = letter_run_step_load (clerk, self->run);
  g_autoptr (MadoLetterPress) whole = press (clerk, pile, G_MAXUINT);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL, list = mado_packing_list_print (clerk, pile, &error);
  g_auto (GStrv) pages = NULL, rows = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (mado_letter_press_get_n_letters (whole), ==, self->n_letters);
  g_assert_true (mado_letter_press_print (whole, MADO_PRESS_LETTERS, stream, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (stream, NULL, &error));
  pdf = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  pages = page_picture_read_text (pdf);
  rows = page_picture_read_text (list);
  g_assert_cmpuint (g_strv_length (pages), ==, mado_letter_press_get_n_pages (whole));
  g_assert_true (says (pages, "見本"));
  for (guint i = 0; i < pile->sheets->len; i++) {
    const char *mark = ((const MadoPiledSheet *) g_ptr_array_index (pile->sheets, i))->mark;

    g_assert_true (says (pages, mark + strlen (self->number) + 1)); /* beside the mark that scanners read */
    g_assert_true (says (rows, mark));
  }
}

/* Where somebody outside prints such letters, a row for each. */
static void
make_print_data (const Way *self)
{
  PaymentSeat *seat = self->doors->doors.maker;
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (seat);
  g_autoptr (MadoFindings) findings = mado_findings_new ();

  for (guint i = 0; i < mado_section_get_count (clerk->programme->packets); i++) {
    const MadoPacket *packet = mado_section_get (clerk->programme->packets, i);
    const MadoLetterPacketChoice choice = { packet->id, self->run, NULL, findings };
    g_autoptr (MadoChosenCases) chosen = NULL;
    g_autoptr (GError) error = NULL;

    if (!mado_letter_packet_is_for (packet, self->letter))
      continue;
    chosen = mado_letter_packet_gather (seat->desk, &choice, clerk->now, &error);
    g_assert_no_error (error);
    g_assert_cmpint (chosen->content->rows, ==, self->n_letters);
  }
}

static void
approve (const Way *self)
{
  g_autofree char *mark = g_strdup_printf ("%s/000001", self->number);

  letter_run_step_act (self->doors->doors.maker, self->run, &letter_run_freezing);
  preview (self);
  letter_run_step_act (self->doors->doors.approver, self->run,
                       &(const MadoLetterAct) { .kind = "run.approve", .sheet = mark });
  payment_seat_meet (self->doors->doors.maker);
}

static gboolean
is_enclosed (const Way *self)
{
  return strcmp (self->letter->kind, "pressure_postcard") != 0;
}

static void
send (const Way *self)
{
  PaymentSeat *seat = self->doors->doors.maker;
  MadoLetterAct dispatching = letter_run_dispatching;

  dispatching.day = mado_instant_get_japanese_day (self->doors->doors.office->ward->now);
  letter_run_step_act (seat, self->run, &letter_run_printing);
  for (guint i = 0; i < self->n_letters && is_enclosed (self); i++)
    g_assert_null (letter_run_step_act_on (seat, self->run, i, &letter_run_enclosing));
  letter_run_step_act (seat, self->run, &dispatching);
  letter_run_step_send_all (seat, self->run);
}

/* Found by what a scanner reads on it, taken back, and in the list again. */
static void
come_back (const Way *self)
{
  PaymentSeat *seat = self->doors->doors.maker;
  const MadoDate today = mado_instant_get_japanese_day (self->doors->doors.office->ward->now);
  const MadoLetterAct back = {
    .kind = "notice.return", .day = today, .due = mado_date_add_days (today, 7), .reason = "転居"
  };
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (seat);
  g_autoptr (MadoTownTable) towns = mado_town_file_load_default (NULL);
  g_autofree char *mark = g_strdup_printf ("%s/000001/1/1", self->number), *state = NULL;
  g_autoptr (MadoReturnedMail) mail = NULL;
  g_autoptr (MadoLetterShelf) shelf = NULL;
  g_autoptr (GError) error = NULL;
  const char *refused = NULL;

  mail = mado_returned_mail_find (clerk, mark, towns, &error);
  g_assert_no_error (error);
  g_assert_true (mado_returned_mail_take_back (clerk, mail, &back, &refused, &error));
  g_assert_no_error (error);
  g_assert_null (refused);
  payment_seat_meet (seat);
  state = payment_office_get_state (self->doors->doors.office, mado_entity_get_id (mail->letter));
  g_assert_cmpstr (state, ==, "returned");
  shelf = look (self->doors, 0);
  g_assert_cmpuint (mado_letter_shelf_count_waiting (shelf, self->letter->id), ==, 1);
}

static void
travel (Doors *doors, const MadoLetter *letter)
{
  g_autofree char *number = g_strconcat ("R-", letter->id, NULL);
  Way self = { .doors = doors, .letter = letter, .number = number };
  const MadoNewRun order = { .number = number, .series = doors->series, .is_enclosed = is_enclosed (&self) };
  g_autoptr (MadoLetterShelf) shelf = NULL;

  g_test_message ("%s", letter->id);
  self.run = letter_run_step_gather (doors->doors.maker, letter->id, &order, &self.n_letters);
  g_assert_cmpuint (self.n_letters, >, 0);
  approve (&self);
  print (&self);
  make_print_data (&self);
  send (&self);
  shelf = look (doors, 0);
  g_assert_cmpuint (mado_letter_shelf_count_waiting (shelf, letter->id), ==, 0);
  come_back (&self);
}

static void
ignore_cb (gpointer user_data, MadoId about, const char *step, const char *letter)
{
}

static void
every_letter_goes_the_whole_way (Doors *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->doors.maker);

  letter_doors_open (&self->doors, ignore_cb, NULL);
  self->series = ward_draw_id (self->doors.office->ward);
  g_assert_null (payment_office_do (self->doors.office, self->doors.clerk, self->series, "series.open",
                                    "{'pattern':'7新健健第%%号','year':2025}"));
  payment_seat_meet (self->doors.maker);
  for (guint i = 0; i < mado_section_get_count (clerk->programme->letters); i++)
    travel (self, mado_section_get (clerk->programme->letters, i));
}

/* Returns: (transfer full): the ids of all that are delivered */
static GStrv
list_programmes (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MADO_DATA_DIR"), "programmes", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  const char *name;

  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      g_strv_builder_take (ids, g_strndup (name, strlen (name) - strlen (".json")));

  return g_strv_builder_end (ids);
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) programmes = NULL;

  g_test_init (&argc, &argv, NULL);
  programmes = list_programmes ();
  for (guint i = 0; programmes[i] != NULL; i++) {
    g_autofree char *list = g_strdup_printf ("/letter-doors/%s/every-door-leads-to-the-list", programmes[i]);
    g_autofree char *way = g_strdup_printf ("/letter-doors/%s/every-letter-goes-the-whole-way", programmes[i]);

    g_test_add (list, Doors, programmes[i], set_up, every_door_leads_to_the_list, tear_down);
    g_test_add (way, Doors, programmes[i], set_up, every_letter_goes_the_whole_way, tear_down);
  }

  return g_test_run ();
}
