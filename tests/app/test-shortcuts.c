/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of keys: nothing twice, nothing that belongs to input methods or the desktop, nothing missing in the help.
 */

#include "mado-shortcuts.h"

typedef struct {
  guint key;
  GdkModifierType state;
} Accelerator;

static Accelerator
parse (const char *text)
{
  Accelerator accelerator = { 0 };

  g_assert_true (gtk_accelerator_parse (text, &accelerator.key, &accelerator.state));

  return accelerator;
}

static gboolean
is_same (Accelerator a, Accelerator b)
{
  return gdk_keyval_to_lower (a.key) == gdk_keyval_to_lower (b.key) && a.state == b.state;
}

static void
test_rows_are_complete (void)
{
  for (const MadoShortcut *shortcut = mado_shortcuts; shortcut->key != NULL; shortcut++) {
    g_assert_cmpstr (shortcut->title, !=, "");
    g_assert_cmpint (shortcut->scope, <, MADO_SHORTCUT_N_SCOPES);
    g_assert_cmpstr (mado_shortcut_scope_get_title (shortcut->scope), !=, NULL);
    if (shortcut->action != NULL) {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;
      g_autoptr (GError) error = NULL;

      g_action_parse_detailed_name (shortcut->action, &name, &target, &error);
      g_assert_no_error (error);
    }
  }
}

static void
test_no_key_twice (void)
{
  for (const MadoShortcut *a = mado_shortcuts; a->key != NULL; a++)
    for (const MadoShortcut *b = a + 1; b->key != NULL; b++)
      g_assert_false (is_same (parse (a->key), parse (b->key)));
}

/* Keys of input methods and of desktops: bound by us, they would stop working for those who type Japanese. */
static void
test_no_forbidden_key (void)
{
  static const char *const forbidden[] = {
    "<Control>space",
    "<Shift>space",
    "Zenkaku_Hankaku",
    "Henkan",
    "Muhenkan",
    "Hiragana_Katakana",
    "<Control>period",
    "<Control>semicolon",
    "<Control><Shift>u",
    "<Alt>F1",
    "<Alt>F2",
    "<Alt>F4",
    "<Alt>F6",
    "<Alt>F7",
    "<Alt>F8",
    "<Alt>F10",
    "<Alt>Tab",
    "<Alt>Escape",
    "<Alt>space",
    /* an input method changes what is typed with these */
    "<Control>h",
    "<Control>m",
    "<Control>j",
    "<Control>i",
    "<Control>u",
    "<Control>o",
  };

  for (const MadoShortcut *shortcut = mado_shortcuts; shortcut->key != NULL; shortcut++) {
    Accelerator accelerator = parse (shortcut->key);

    g_assert_cmpuint (accelerator.state & (GDK_SUPER_MASK | GDK_META_MASK), ==, 0);
    for (gsize i = 0; i < G_N_ELEMENTS (forbidden); i++)
      g_assert_false (is_same (accelerator, parse (forbidden[i])));
  }
}

/* F6 to F10 turn kana into letters and widths while one types: only GTK's own menu key may stay there. A plain letter
 * is text. */
static void
test_no_key_of_typing (void)
{
  for (const MadoShortcut *shortcut = mado_shortcuts; shortcut->key != NULL; shortcut++) {
    Accelerator accelerator = parse (shortcut->key);

    if (shortcut->action != NULL && accelerator.key >= GDK_KEY_F6 && accelerator.key <= GDK_KEY_F10)
      g_error ("%s belongs to the input method", shortcut->key);
    if ((accelerator.state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0)
      g_assert_cmpuint (gdk_keyval_to_unicode (accelerator.key), ==, 0);
  }
}

/* The cells of the help's table: what the keys do, and the keys. */
static char *
create_help_cells (const MadoShortcut *shortcut)
{
  Accelerator accelerator = parse (shortcut->key);
  g_autofree char *label = gtk_accelerator_get_label (accelerator.key, 0);
  g_autoptr (GString) keys = g_string_new (NULL);

  if (accelerator.state & GDK_CONTROL_MASK)
    g_string_append (keys, "<key>Ctrl</key>");
  if (accelerator.state & GDK_ALT_MASK)
    g_string_append (keys, "<key>Alt</key>");
  if (accelerator.state & GDK_SHIFT_MASK)
    g_string_append (keys, "<key>Shift</key>");
  g_string_append_printf (keys, "<key>%s</key>", label);

  return g_strdup_printf (accelerator.state != 0 ? "<td><p>%s</p></td>\n      <td><p><keyseq>%s</keyseq></p></td>"
                                                 : "<td><p>%s</p></td>\n      <td><p>%s</p></td>",
                          shortcut->title, keys->str);
}

static void
test_help_lists_every_key (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "help", "C", "shortcuts.page", NULL);
  g_autofree char *page = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &page, NULL, &error);
  g_assert_no_error (error);
  for (const MadoShortcut *shortcut = mado_shortcuts; shortcut->key != NULL; shortcut++) {
    g_autofree char *cells = create_help_cells (shortcut);

    if (strstr (page, cells) == NULL)
      g_error ("the help's page of shortcuts lacks\n%s", cells);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shortcuts/rows-are-complete", test_rows_are_complete);
  g_test_add_func ("/shortcuts/no-key-twice", test_no_key_twice);
  g_test_add_func ("/shortcuts/no-key-of-input-method-or-desktop", test_no_forbidden_key);
  g_test_add_func ("/shortcuts/no-key-that-types", test_no_key_of_typing);
  g_test_add_func ("/shortcuts/help-lists-every-key", test_help_lists_every_key);

  return g_test_run ();
}
