/* SPDX-License-Identifier: GPL-3.0-or-later */

/* In which order the papers of a case are shown, and which of them not. */

#include <string.h>

#include "mado-pictures.h"
#include "mado-programme-file.h"

static MadoProgramme *programme;

static MadoHash
hash_of (const char *text)
{
  return mado_hash_of (text, strlen (text));
}

static yyjson_doc *
list_attachments (const char *const *papers)
{
  g_autoptr (GString) text = g_string_new ("[");

  for (; papers[0] != NULL; papers += 2) {
    MadoHash hash = hash_of (papers[0]);
    g_autofree char *hex = mado_hash_to_hex (&hash);

    g_string_append_printf (text, "%s{\"hash\":\"%s\",\"item\":\"%s\"}", text->len > 1 ? "," : "", hex, papers[1]);
  }
  g_string_append (text, "]");

  return yyjson_read (text->str, text->len, YYJSON_READ_NOFLAG);
}

static char *
show_order (const char *const *whole, const char *const *seen, const char *const *here)
{
  yyjson_doc *all = list_attachments (whole), *some = list_attachments (seen);
  g_autoptr (GArray) hashes = g_array_new (FALSE, FALSE, sizeof (MadoHash)), places = NULL;
  GString *order = g_string_new (NULL);

  for (const char *const *one = here; *one != NULL; one++) {
    MadoHash hash = hash_of (*one);

    g_array_append_val (hashes, hash);
  }
  places = mado_pictures_place (programme, yyjson_doc_get_root (all), yyjson_doc_get_root (some), hashes);
  for (guint i = 0; i < places->len; i++)
    for (const char *const *one = here; *one != NULL; one++) {
      MadoHash hash = hash_of (*one);

      if (mado_hash_equals (&hash, &g_array_index (places, MadoPaperPlace, i).hash))
        g_string_append_printf (order, "%s ", *one);
    }
  yyjson_doc_free (all);
  yyjson_doc_free (some);

  return g_string_free_and_steal (order);
}

static const char *const all_papers[] = { "passbook-2", "account", "handbook", "handbook_date", "passbook-1", "account",
                                          "license",    "name",    NULL };

/* By the items of the programme; of one item as they came, and not by their hashes. */
static void
test_order_is_that_of_the_items (void)
{
  static const char *const here[] = { "passbook-1", "passbook-2", "handbook", "license", "strange", NULL };
  g_autofree char *order = show_order (all_papers, all_papers, here);

  g_assert_cmpstr (order, ==, "license handbook passbook-2 passbook-1 strange ");
}

static void
test_what_may_not_be_seen_is_not_shown (void)
{
  static const char *const seen[] = { "license", "name", NULL };
  static const char *const here[] = { "passbook-1", "license", NULL };
  g_autofree char *order = show_order (all_papers, seen, here);

  g_assert_cmpstr (order, ==, "license ");
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  programme = mado_programme_file_find ("ninpu-r7", &error);
  g_assert_no_error (error);

  g_test_add_func ("/paper-order/order-is-that-of-the-items", test_order_is_that_of_the_items);
  g_test_add_func ("/paper-order/what-may-not-be-seen-is-not-shown", test_what_may_not_be_seen_is_not_shown);

  status = g_test_run ();
  mado_programme_unref (programme);

  return status;
}
