/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The service publishes a programme: a profile works by it from then on, with and without a line, and by nothing that
 * is not what was published. */

#include <string.h>

#include "mado-desk.h"
#include "mado-store-error.h"
#include "publication-sample.h"
#include "queue-sample.h"

#define PROGRAMME "ninpu-r7"
#define STREAM "shinjuku/" PROGRAMME
#define TITLE "妊婦のための支援給付事業"
#define NEW_TITLE "妊婦のための支援給付事業（改定）"
#define EPOCH 3
#define REVISION 7

static const char *const roles[] = { "verifier", NULL };

/* --- the profile -------------------------------------------------------------------------------------------------- */

static MadoProgramme *
find_programme (gpointer user_data, const char *programme, GError **error)
{
  if (user_data != NULL)
    return queue_sample_load_programme (PROGRAMME ".json");
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "there is no such programme");

  return NULL;
}

static MadoDeskOpening
get_opening (StoreSample *sample, gboolean has_file)
{
  sample->profile.programme = PROGRAMME;

  return (MadoDeskOpening) {
    .place = sample->place,
    .profile = sample->profile,
    .shares = sample->shares,
    .person = { "verifier-1", roles },
    .find_programme = find_programme,
    .user_data = GINT_TO_POINTER (has_file),
  };
}

static MadoDesk *
create (StoreSample *sample)
{
  const MadoDeskOpening opening = get_opening (sample, TRUE);
  g_autoptr (GError) error = NULL;
  MadoDesk *desk = mado_desk_create (&opening, &store_sample_cost, &error);

  g_assert_no_error (error);

  return desk;
}

static void
assert_title (MadoDesk *desk, const char *title)
{
  g_assert_cmpstr (mado_desk_get_programme (desk)->identity.title, ==, title);
}

/* --- what the service publishes ----------------------------------------------------------------------------------- */

static GBytes *
make_programme (const char *from, const char *to)
{
  g_autoptr (MadoProgramme) programme = queue_sample_load_programme (PROGRAMME ".json");
  GBytes *file = mado_programme_get_file (programme);
  g_autoptr (GString) text = g_string_new_len (g_bytes_get_data (file, NULL), (gssize) g_bytes_get_size (file));

  if (from != NULL)
    g_assert_cmpuint (g_string_replace (text, from, to, 0), >, 0);

  return g_bytes_new (text->str, text->len);
}

static GBytes *
make_header (const char *kind, GBytes *programme, gboolean is_signed)
{
  return publication_sample_write_header (STREAM, REVISION, kind, programme, is_signed);
}

/* @programme: (transfer full) */
static MadoPublished
publish (GBytes *programme, gboolean is_signed)
{
  return (MadoPublished) { EPOCH, make_header (MADO_PUBLICATION_KIND, programme, is_signed), programme };
}

/* Returns: whether it says anything else than what was there */
static gboolean
follow (MadoDesk *desk, const MadoPublished *published)
{
  g_autoptr (GError) error = NULL;
  gboolean is_new = FALSE;

  g_assert_true (publication_sample_follow (desk, published, REVISION, &is_new, &error));
  g_assert_no_error (error);

  return is_new;
}

static void
assert_refused (MadoDesk *desk, const MadoPublished *published, gint64 revision, const char *why)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (publication_sample_follow (desk, published, revision, NULL, &error));
  g_assert_nonnull (error);
  if (strstr (error->message, why) == NULL)
    g_error ("%s", error->message);
}

/* --- tests -------------------------------------------------------------------------------------------------------- */

static void
test_what_is_published_counts_also_without_a_line (StoreSample *sample, gconstpointer data)
{
  g_auto (MadoPublished) published = publish (make_programme (TITLE, NEW_TITLE), TRUE);
  MadoDeskOpening opening;
  g_autoptr (MadoDesk) desk = create (sample), again = NULL;
  const MadoProgramme *before = mado_desk_get_programme (desk);
  g_autoptr (GError) error = NULL;

  assert_title (desk, TITLE);
  g_assert_true (follow (desk, &published));
  assert_title (desk, NEW_TITLE);
  g_assert_cmpstr (before->identity.title, ==, TITLE); /* a form that is open still has it */
  mado_desk_close (desk);
  opening = get_opening (sample, FALSE);
  again = mado_desk_open (&opening, &error);
  g_assert_no_error (error);
  assert_title (again, NEW_TITLE);
  g_assert_true (mado_desk_works_by (again, EPOCH, REVISION));
  g_assert_false (mado_desk_works_by (again, EPOCH + 1, REVISION)); /* another log, another programme */
}

static void
test_what_says_the_same_is_no_news (StoreSample *sample, gconstpointer data)
{
  g_auto (MadoPublished) published = publish (make_programme (NULL, NULL), FALSE);
  g_autoptr (MadoDesk) desk = create (sample);
  const MadoProgramme *before = mado_desk_get_programme (desk);

  g_assert_false (follow (desk, &published));
  g_assert_true (mado_desk_get_programme (desk) == before);
}

static void
test_what_is_not_what_was_published_is_refused (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoDesk) desk = create (sample);
  g_auto (MadoPublished) good = publish (make_programme (TITLE, NEW_TITLE), TRUE);
  g_auto (MadoPublished) altered = publish (make_programme (TITLE, NEW_TITLE), TRUE);
  g_auto (MadoPublished)
      other_kind = { EPOCH, make_header ("case.edit", good.programme, TRUE), g_bytes_ref (good.programme) };
  g_auto (MadoPublished) elsewhere = publish (make_programme ("\"" PROGRAMME "\"", "\"ninpu-r6\""), TRUE);
  g_auto (MadoPublished) faulty = publish (g_bytes_new_static ("{}", 2), TRUE);
  g_auto (MadoPublished) no_header = { EPOCH, g_bytes_new_static ("{}", 2), g_bytes_ref (good.programme) };

  g_bytes_unref (altered.programme);
  altered.programme = make_programme (TITLE, "別の事業");
  assert_refused (desk, &altered, REVISION, "its signature does not hold");
  assert_refused (desk, &good, REVISION + 1, "it is not the publication that was asked for");
  assert_refused (desk, &other_kind, REVISION, "it is not the publication that was asked for");
  assert_refused (desk, &elsewhere, REVISION, "is another one");
  assert_refused (desk, &faulty, REVISION, "has faults");
  assert_refused (desk, &no_header, REVISION, "is missing");
  assert_title (desk, TITLE);
  g_assert_false (mado_desk_works_by (desk, EPOCH, REVISION));
}

/* Whoever could take a signature away could publish what he likes. */
static void
test_who_signs_once_signs_always (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoDesk) desk = create (sample), again = NULL;
  g_auto (MadoPublished) first = publish (make_programme (NULL, NULL), TRUE);
  g_auto (MadoPublished) unsigned_one = publish (make_programme (TITLE, NEW_TITLE), FALSE);
  g_auto (MadoPublished) signed_one = publish (make_programme (TITLE, NEW_TITLE), TRUE);
  MadoDeskOpening opening;

  follow (desk, &first);
  assert_refused (desk, &unsigned_one, REVISION, "is not signed");
  mado_desk_close (desk);
  opening = get_opening (sample, FALSE);
  again = mado_desk_open (&opening, NULL);
  assert_refused (again, &unsigned_one, REVISION, "is not signed");
  assert_title (again, TITLE);
  g_assert_true (follow (again, &signed_one));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  store_sample_add ("/desk-programme/what-is-published-counts-also-without-a-line",
                    test_what_is_published_counts_also_without_a_line);
  store_sample_add ("/desk-programme/what-says-the-same-is-no-news", test_what_says_the_same_is_no_news);
  store_sample_add ("/desk-programme/what-is-not-what-was-published-is-refused",
                    test_what_is_not_what_was_published_is_refused);
  store_sample_add ("/desk-programme/who-signs-once-signs-always", test_who_signs_once_signs_always);

  return g_test_run ();
}
