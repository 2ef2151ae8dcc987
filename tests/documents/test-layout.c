/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "mado-programme-fault.h"
#include "paper-sample.h"

static void
test_ours_have_no_fault (void)
{
  static const char *const ids[] = { "a4-form", "a4-report", "a4-window", "hagaki-v", "hagaki-z", "labels-24" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++) {
    g_autoptr (MadoLayout) layout = paper_sample_load_layout (ids[i]);

    g_assert_cmpstr (layout->identity.id, ==, ids[i]);
  }
}

static void
test_a_mistake_is_told_at_its_place (void)
{
  static const struct {
    const char *layout;
    const char *from;
    const char *to;
    const char *code;
    const char *pointer;
  } rows[] = {
    { "a4-window", "\"number\": {\"x\": 115", "\"number\": {\"x\": 100", "E_WINDOW", "/pages/first/areas/number" },
    { "a4-window", "\"address\": {\"x\": 18", "\"address\": {\"x\": 16", "E_WINDOW", "/pages/first/areas/address" },
    { "a4-window", "\"shows\": [\"address\"]", "\"shows\": [\"adress\"]", "E_NAME_UNKNOWN",
      "/pages/first/windows/window/shows/0" },
    { "a4-window", "\"sender\": {\"x\": 115, \"y\": 34", "\"sender\": {\"x\": 115, \"y\": 24", "E_OVERLAP",
      "/pages/first/areas/sender" },
    { "a4-window", "\"width\": 210,", "\"width\": 190,", "E_OUTSIDE", "/pages/first/areas/number" },
    { "a4-window", "\"size\": 9,", "\"size\": 6.5,", "E_SIZE", "/styles/number" },
    { "a4-window", "\"size\": 9,", "\"size\": 9.123,", "E_TYPE", "/styles/number/size" },
    { "a4-window", "\"face\": \"gothic\"", "\"face\": \"cursive\"", "E_WORD", "/styles/number/face" },
    { "a4-window", "\"format\": 1", "\"format\": 2", "E_FORMAT", "" },
    { "hagaki-v", "\"x\": 112, \"y\": 9, \"width\": 90", "\"x\": 112, \"y\": 9, \"width\": 89", "E_WIDTH",
      "/pages/inner/areas/inside-2" },
    { "hagaki-v", "\"then\": \"inside-2\"", "\"then\": \"inside\"", "E_NAME_UNKNOWN",
      "/pages/inner/areas/inside/then" },
    { "hagaki-v", "\"notice\": {\"x\": 9,", "\"notice\": {\"x\": 16,", "E_FOLD", "/pages/outer/areas/notice" },
    { "hagaki-v", "\"style\": \"open\"", "\"style\": \"opening\"", "E_NAME_UNKNOWN", "/pages/outer/fixed/open/style" },
    { "labels-24", "\"rows\": 8", "\"rows\": 9", "E_OUTSIDE", "" },
    { "labels-24", "\"rows\": 8", "\"rows\": 0", "E_CELLS", "" },
    { "labels-24", "\"width\": 60", "\"width\": 66", "E_OUTSIDE", "/pages/label/areas/address" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strdup_printf ("layouts/%s.json", rows[i].layout);
    g_autoptr (GBytes) file = paper_sample_load (path);
    g_autofree char *text = g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
    g_autofree char *broken = paper_sample_replace (text, rows[i].from, rows[i].to);
    g_autoptr (GBytes) bytes = g_bytes_new (broken, strlen (broken));
    g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
    gboolean is_told = FALSE;

    g_assert_null (mado_layout_read (bytes, faults));
    for (guint j = 0; j < faults->len; j++) {
      const MadoProgrammeFault *fault = mado_programme_faults_get (faults, j);

      g_test_message ("%s: %s %s: %s", rows[i].to, fault->code, fault->pointer, fault->message);
      is_told |= g_str_equal (fault->code, rows[i].code) && g_str_equal (fault->pointer, rows[i].pointer);
    }

    g_assert_true (is_told);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/ours-have-no-fault", test_ours_have_no_fault);
  g_test_add_func ("/layout/a-mistake-is-told-at-its-place", test_a_mistake_is_told_at_its_place);

  return g_test_run ();
}
