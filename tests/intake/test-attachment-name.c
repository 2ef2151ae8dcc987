/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whose a file is by its name, and which names are no names. */

#include "mado-attachment-name.h"

static const struct {
  const char *path;
  const char *numbers;
} names[] = {
  { "12345_通帳.jpg", "12345" },
  { "12345通帳.jpg", "12345" },
  { "12345.jpg", "12345" },
  { "12345", "12345" },
  { "１２３４５_通帳.jpg", "12345" },
  { "R7-000123_1.jpg", "R7-000123_1 R7-000123 R7" },
  { "12345_1.jpg", "12345_1 12345" },
  { "通帳_12345.jpg", "通帳_12345" }, /* as a whole, and not the number in it */
  { "12345/通帳.jpg", "12345" },
  { "6月/12345 通帳/1.jpg", "1 12345 6" },
  { "a\\12345\\b.jpg", "b 12345 a" },
  { ".jpg", ".jpg" },
  { "", "" },
  { "/", "" },
};

static void
test_a_name_begins_with_its_number (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_auto (GStrv) numbers = mado_attachment_name_list_numbers (names[i].path);
    g_autofree char *joined = g_strjoinv (" ", numbers);

    g_test_message ("%s", names[i].path);
    g_assert_cmpstr (joined, ==, names[i].numbers);
  }
}

static void
test_a_name_cannot_be_endless (void)
{
  GString *path = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    g_string_append (path, "a-");

  g_auto (GStrv) numbers = mado_attachment_name_list_numbers (path->str);

  g_assert_cmpuint (g_strv_length (numbers), <=, 16);
  g_assert_false (mado_attachment_name_is_safe (path->str));
  g_string_free (path, TRUE);
}

static void
test_names_that_lead_out_are_none (void)
{
  static const char *const wrong[] = {
    "../a.png", "a/../b.png", "/a.png",   "\\a.png", "..\\a.png", "C:\\a.png",
    "c:a.png",  "a/./b.png",  "a\nb.png", "a\x7F",   "",          "..",
  };
  static const char *const good[] = { "a.png", "a/b.png", "12345/通帳 表.jpg", "..a", "a..", "a\\b.png" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (mado_attachment_name_is_safe (wrong[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (mado_attachment_name_is_safe (good[i]));
}

static void
test_litter_is_told_by_its_name (void)
{
  g_assert_true (mado_attachment_name_is_litter ("__MACOSX/._12345.png"));
  g_assert_true (mado_attachment_name_is_litter ("a/Thumbs.db"));
  g_assert_false (mado_attachment_name_is_litter ("a/Thumbs.db.png"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/attachment-name/a-name-begins-with-its-number", test_a_name_begins_with_its_number);
  g_test_add_func ("/attachment-name/a-name-cannot-be-endless", test_a_name_cannot_be_endless);
  g_test_add_func ("/attachment-name/names-that-lead-out-are-none", test_names_that_lead_out_are_none);
  g_test_add_func ("/attachment-name/litter-is-told-by-its-name", test_litter_is_told_by_its_name);

  return g_test_run ();
}
