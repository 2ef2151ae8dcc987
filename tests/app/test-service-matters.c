/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What whoever runs a service is told to do, and when: each matter alone, a day before and on its day. */

#include "mado-service-matters.h"

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define NOW (G_GINT64_CONSTANT (1764000000) * G_USEC_PER_SEC)

static MadoInstant
in_days (gint64 days)
{
  return (MadoInstant) { NOW + days * DAY };
}

/* A service with which all is well: one ward. */
static MadoServiceSheet *
make_sheet (void)
{
  MadoServiceSheet *sheet = mado_service_sheet_new ();
  const MadoServiceLine line = {
    .ward = g_strdup ("shinjuku"),
    .save = { in_days (-1), TRUE, g_strdup ("") },
    .drill = { in_days (-7), TRUE, g_strdup ("") },
  };

  sheet->now = in_days (0);
  sheet->certificate = in_days (31);
  sheet->disk_free = 50;
  sheet->disk_size = 100;
  sheet->disk_wanted = 1;
  sheet->is_saved = TRUE;
  g_array_append_val (sheet->lines, line);

  return sheet;
}

static MadoServiceLine *
get_line (const MadoServiceSheet *sheet)
{
  return &g_array_index (sheet->lines, MadoServiceLine, 0);
}

static void
assert_told (const MadoServiceSheet *sheet, const char *title)
{
  g_autoptr (GPtrArray) matters = mado_service_matters_find (sheet);

  g_assert_cmpuint (matters->len, ==, title != NULL ? 1 : 0);
  if (title == NULL)
    return;
  g_assert_cmpstr (((const MadoServiceMatter *) matters->pdata[0])->title, ==, title);
  g_assert_cmpstr (((const MadoServiceMatter *) matters->pdata[0])->remedy, !=, "");
}

static void
test_certificate_is_told_30_days_before (void)
{
  g_autoptr (MadoServiceSheet) sheet = make_sheet ();

  assert_told (sheet, NULL);
  sheet->certificate = in_days (30);
  assert_told (sheet, "The service’s certificate ends in 30 days");
  sheet->certificate.microseconds = NOW + 1;
  assert_told (sheet, "The service’s certificate ends in 1 day");
  sheet->certificate = in_days (-3);
  assert_told (sheet, "The service’s certificate ends in 0 days");
}

static void
test_certificates_of_terminals_are_told (void)
{
  g_autoptr (MadoServiceSheet) sheet = make_sheet ();

  sheet->n_ending = 3;
  assert_told (sheet, "The certificates of 3 terminals end soon");
}

static void
test_disk_is_told_before_it_is_full (void)
{
  g_autoptr (MadoServiceSheet) sheet = make_sheet ();

  sheet->disk_free = 4; /* of 100 */
  assert_told (sheet, "The service’s disk is nearly full");
  sheet->disk_free = 50;
  sheet->disk_wanted = 26; /* twice that is not there */
  assert_told (sheet, "The service’s disk is nearly full");
}

/* What was not saved cannot come back: that is said once. */
static void
test_saving_and_coming_back_are_told (void)
{
  static const struct {
    gint64 saved; /* days ago; 0: never */
    gboolean is_saved;
    gint64 drilled;
    gboolean is_drilled;
    const char *title;
  } rows[] = {
    { 0, FALSE, 0, FALSE, "shinjuku: never saved" },
    { 1, FALSE, 7, TRUE, "shinjuku: could not be saved" },
    { 9, TRUE, 7, FALSE, "shinjuku: not saved for more than 8 days" },
    { 8, TRUE, 7, TRUE, NULL },
    { 1, TRUE, 0, FALSE, "shinjuku: nobody tried whether it comes back" },
    { 1, TRUE, 1, FALSE, "shinjuku: what was saved does not come back" },
    { 1, TRUE, 36, TRUE, "shinjuku: no restore was tried for more than 35 days" },
    { 1, TRUE, 35, TRUE, NULL },
  };
  g_autoptr (MadoServiceSheet) sheet = make_sheet ();

  g_set_str (&get_line (sheet)->save.what, "the key is wrong");
  g_set_str (&get_line (sheet)->drill.what, "a file is damaged");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    get_line (sheet)->save.at = rows[i].saved > 0 ? in_days (-rows[i].saved) : (MadoInstant) { 0 };
    get_line (sheet)->save.is_good = rows[i].is_saved;
    get_line (sheet)->drill.at = rows[i].drilled > 0 ? in_days (-rows[i].drilled) : (MadoInstant) { 0 };
    get_line (sheet)->drill.is_good = rows[i].is_drilled;
    assert_told (sheet, rows[i].title);
  }
}

static void
test_service_that_saves_nothing_is_told (void)
{
  g_autoptr (MadoServiceSheet) sheet = make_sheet ();

  sheet->is_saved = FALSE;
  assert_told (sheet, "Nothing is saved");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/service-matters/certificate-is-told-30-days-before", test_certificate_is_told_30_days_before);
  g_test_add_func ("/service-matters/certificates-of-terminals-are-told", test_certificates_of_terminals_are_told);
  g_test_add_func ("/service-matters/disk-is-told-before-it-is-full", test_disk_is_told_before_it_is_full);
  g_test_add_func ("/service-matters/saving-and-coming-back-are-told", test_saving_and_coming_back_are_told);
  g_test_add_func ("/service-matters/service-that-saves-nothing-is-told", test_service_that_saves_nothing_is_told);

  return g_test_run ();
}
