/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the log tells about one entity, the programme as it was published, and who may do more than read and comment. */

#include "mado-stream-worker.h"
#include "terminal-sample.h"

#define EDIT "{'edits':[{'item':'phone','was':'030000%04u','now':'030000%04u'}]}"

typedef struct {
  Ward *ward;
  MadoStream *stream;
  Terminal *verifier;
  Terminal *stranger;
  MadoId id;
} Office;

static void
set_up (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  self->ward = ward_new ();
  self->stream = ward_open_stream (self->ward, "ninpu-r7");
  self->verifier = terminal_new (self->ward, self->stream, "v-01", "verifier");
  self->stranger = terminal_new (self->ward, self->stream, "x-01", "stranger");
  self->id = terminal_receive_case (self->verifier, "form:1", "0000000001");
  terminal_push_all (self->verifier);
}

static void
tear_down (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  terminal_free (self->stranger);
  terminal_free (self->verifier);
  ward_free (self->ward);
}

/* As it comes over the line. */
static MadoHistoryReply *
ask (Terminal *who, MadoId id, gint64 before)
{
  const MadoHistoryRequest request = { .entity = id, .before = before };
  g_autoptr (MadoTurn) turn = mado_turn_begin (who->ward->backend, MADO_BACKEND_READ, NULL);
  g_autoptr (MadoHistoryReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = NULL;

  mado_stream_list_history (who->stream, who->ward->backend, &who->caller, &request, &reply, &error);
  g_assert_no_error (error);
  if (reply == NULL)
    return NULL;
  text = mado_history_reply_write (reply, &error);
  g_assert_no_error (error);

  return mado_history_reply_read (text, &error);
}

static gint64
get_seq (const MadoHistoryReply *reply, guint index)
{
  g_autoptr (MadoLogText) text = mado_log_text_read (g_ptr_array_index (reply->headers, index), NULL);

  g_assert_nonnull (text);

  return mado_log_text_get_header (text)->seq;
}

static void
test_newest_first_and_page_by_page (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoHistoryReply) first = NULL;
  g_autoptr (MadoHistoryReply) last = NULL;

  terminal_do (self->verifier, self->id, "case.edit",
               "{'edits':[{'item':'phone','was':'0300000000','now':'0300000001'}]}");
  for (guint i = 1; i < MADO_HISTORY_MAX_ENTRIES; i++)
    terminal_do (self->verifier, self->id, "case.edit", EDIT, i, i + 1);
  terminal_push_all (self->verifier);
  first = ask (self->verifier, self->id, 0);
  g_assert_cmpuint (first->headers->len, ==, MADO_HISTORY_MAX_ENTRIES);
  for (guint i = 0; i < first->headers->len; i++)
    g_assert_cmpint (get_seq (first, i), ==, MADO_HISTORY_MAX_ENTRIES + 2 - (gint64) i);
  last = ask (self->verifier, self->id, first->before);
  g_assert_cmpuint (last->headers->len, ==, 1); /* how it came in */
  g_assert_cmpint (get_seq (last, 0), ==, 2);
  g_assert_cmpint (last->before, ==, 0);
}

/* Another stream's log has a word about the case, too, since somebody tried it there: it is no part of this one's, and
 * takes nobody's place at the border of a page. */
static void
test_another_stream_takes_no_place (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  MadoStream *other = ward_open_stream (self->ward, "babysitter-r7");
  g_autoptr (Terminal) stray = terminal_new (self->ward, other, "v-01", "screener");
  guint n_headers = 0;
  gint64 before = 0;

  terminal_do (self->verifier, self->id, "case.edit",
               "{'edits':[{'item':'phone','was':'0300000000','now':'0300000001'}]}");
  for (guint i = 1; i < MADO_HISTORY_MAX_ENTRIES; i++)
    terminal_do (self->verifier, self->id, "case.edit", EDIT, i, i + 1);
  terminal_push_all (self->verifier);
  for (guint i = 0; i < MADO_HISTORY_MAX_ENTRIES; i++)
    terminal_do (stray, self->id, "case.note", "{'item':'note','text':'x'}");
  terminal_push_all (stray);
  do {
    g_autoptr (MadoHistoryReply) page = ask (self->verifier, self->id, before);

    for (guint i = 0; i < page->headers->len; i++)
      g_assert_cmpint (get_seq (page, i), ==, MADO_HISTORY_MAX_ENTRIES + 2 - (gint64) n_headers++);
    before = page->before;
  } while (before > 0);
  g_assert_cmpuint (n_headers, ==, MADO_HISTORY_MAX_ENTRIES + 1);
}

static void
test_who_does_not_see_it_hears_nothing (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoHistoryReply) own = ask (self->verifier, self->id, 0);

  g_assert_cmpuint (own->headers->len, ==, 1);
  g_assert_null (ask (self->stranger, self->id, 0));
  g_assert_null (ask (self->verifier, ward_draw_id (self->ward), 0));
}

static MadoPublished
find_programme (Office *self, gint64 revision)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_READ, NULL);
  g_autoptr (GError) error = NULL;
  MadoPublished published;

  mado_stream_find_programme (self->stream, self->ward->backend, revision, &published, &error);
  g_assert_no_error (error);

  return published;
}

static void
test_the_programme_byte_for_byte (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GBytes) file = ward_load_programme ("ninpu-r7", NULL, NULL);
  g_auto (MadoPublished) published = find_programme (self, terminal_hello (self->stranger).revision);

  g_assert_true (g_bytes_equal (file, published.programme));
  g_assert_null (find_programme (self, 2).programme); /* a case: nobody gets that in this way */
  g_assert_null (find_programme (self, 99).programme);
}

#define add(name, function) g_test_add ("/stream-history/" name, Office, NULL, set_up, function, tear_down)

/* By the programme: the ward and whoever administers accounts have cases open, and take them from nobody. */
static void
test_who_works_on_cases (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  static const struct {
    const char *roles;
    gboolean may_work;
  } tries[] = {
    { "ward", FALSE }, { "admin", FALSE },   { "stranger", FALSE }, { "", FALSE },
    { "agent", TRUE }, { "verifier", TRUE }, { "account_1", TRUE }, { "lead", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tries); i++) {
    g_autoptr (Terminal) who = terminal_new (self->ward, self->stream, "y-01", tries[i].roles);
    g_autoptr (MadoTurn) turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_READ, NULL);
    gboolean may_work = !tries[i].may_work;
    g_autoptr (GError) error = NULL;

    mado_stream_judge_worker (self->stream, self->ward->backend, &who->caller, &may_work, &error);
    g_assert_no_error (error);
    if (may_work != tries[i].may_work)
      g_error ("%s: %d", tries[i].roles, may_work);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ward_choose_backend (argc, argv);
  add ("newest-first-and-page-by-page", test_newest_first_and_page_by_page);
  add ("another-stream-takes-no-place", test_another_stream_takes_no_place);
  add ("who-does-not-see-it-hears-nothing", test_who_does_not_see_it_hears_nothing);
  add ("the-programme-byte-for-byte", test_the_programme_byte_for_byte);
  add ("who-works-on-cases", test_who_works_on_cases);

  return g_test_run ();
}
