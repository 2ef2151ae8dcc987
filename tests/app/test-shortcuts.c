/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of keys: nothing twice, nothing that belongs to input methods or the desktop, nothing missing in the help.
 */

#include "mado-shortcuts.h"

#include <string.h>

#include "mado-role-card.h"

#define TEMPLATES "/jp/madoguchi/Madoguchi"

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

/* A sign that is no letter stands on its key above or below another one: Shift belongs to it, and says nothing. */
static GdkModifierType
get_state (Accelerator a)
{
  const gunichar sign = gdk_keyval_to_unicode (a.key);

  return sign > ' ' && !g_unichar_isalnum (sign) ? a.state & ~GDK_SHIFT_MASK : a.state;
}

static gboolean
is_same (Accelerator a, Accelerator b)
{
  return gdk_keyval_to_lower (a.key) == gdk_keyval_to_lower (b.key) && get_state (a) == get_state (b);
}

static void
test_rows_are_complete (void)
{
  for (const MadoShortcut *shortcut = mado_shortcuts; shortcut->title != NULL; shortcut++) {
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

/* Every key that is bound, those of a row of digits each by itself. */
static GArray *
list_keys (void)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (Accelerator));

  for (const MadoShortcut *shortcut = mado_shortcuts; shortcut->title != NULL; shortcut++)
    for (guint i = 0; shortcut->key != NULL && i < MAX (1, shortcut->n_keys); i++) {
      Accelerator key = parse (shortcut->key);

      key.key += i;
      g_array_append_val (keys, key);
    }

  return keys;
}

static void
test_no_key_twice (void)
{
  g_autoptr (GArray) keys = list_keys ();

  for (guint i = 0; i < keys->len; i++)
    for (guint j = i + 1; j < keys->len; j++)
      g_assert_false (is_same (g_array_index (keys, Accelerator, i), g_array_index (keys, Accelerator, j)));
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

  g_autoptr (GArray) keys = list_keys ();

  for (guint j = 0; j < keys->len; j++) {
    Accelerator accelerator = g_array_index (keys, Accelerator, j);

    g_assert_cmpuint (accelerator.state & (GDK_SUPER_MASK | GDK_META_MASK), ==, 0);
    for (gsize i = 0; i < G_N_ELEMENTS (forbidden); i++)
      g_assert_false (is_same (accelerator, parse (forbidden[i])));
  }
}

/* F6 to F10 turn kana into letters and widths while one types: only what changes nothing may stay there. A plain letter
 * is text. */
static void
test_no_key_of_typing (void)
{
  for (const MadoShortcut *shortcut = mado_shortcuts; shortcut->title != NULL; shortcut++) {
    Accelerator accelerator = { 0 };

    if (shortcut->key == NULL)
      continue;
    accelerator = parse (shortcut->key);
    if (shortcut->action != NULL && strcmp (shortcut->action, "win.sidebar") != 0 && accelerator.key >= GDK_KEY_F6 &&
        accelerator.key <= GDK_KEY_F10)
      g_error ("%s belongs to the input method", shortcut->key);
    if ((accelerator.state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0)
      g_assert_cmpuint (gdk_keyval_to_unicode (accelerator.key), ==, 0);
  }
}

/* The cells of the help's table: what the keys do, and the keys. */
static char *
create_help_cells (const MadoShortcut *shortcut)
{
  g_auto (GStrv) caps = mado_shortcut_dup_caps (shortcut);
  g_autofree char *inner = g_strjoinv ("</key><key>", caps);

  return g_strdup_printf (caps[1] != NULL ? "<td><p>%s</p></td>\n      <td><p><keyseq><key>%s</key></keyseq></p></td>"
                                          : "<td><p>%s</p></td>\n      <td><p><key>%s</key></p></td>",
                          shortcut->title, inner);
}

static void
test_help_lists_every_key (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "help", "C", "shortcuts.page", NULL);
  g_autofree char *page = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &page, NULL, &error);
  g_assert_no_error (error);
  for (const MadoShortcut *shortcut = mado_shortcuts; shortcut->title != NULL; shortcut++) {
    g_autofree char *cells = shortcut->key != NULL ? create_help_cells (shortcut) : NULL;

    if (cells != NULL && strstr (page, cells) == NULL)
      g_error ("the help's page of shortcuts lacks\n%s", cells);
  }
}

/* Whoever has a mouse finds everything, too: each action is in a menu or on a button of a template. */
static void
test_every_action_can_be_clicked (void)
{
  g_auto (GStrv) names = g_resources_enumerate_children (TEMPLATES, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GString) templates = g_string_new (NULL);

  for (char **name = names; *name != NULL; name++)
    if (g_str_has_suffix (*name, ".ui")) {
      g_autofree char *path = g_build_path ("/", TEMPLATES, *name, NULL);
      g_autoptr (GBytes) template = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      g_string_append_len (templates, g_bytes_get_data (template, NULL), (gssize) g_bytes_get_size (template));
    }
  for (const MadoShortcut *shortcut = mado_shortcuts; shortcut->title != NULL; shortcut++) {
    g_autofree char *element = g_strdup_printf (">%s<", shortcut->action);

    if (shortcut->action != NULL && strstr (templates->str, element) == NULL)
      g_error ("%s is on no button and in no menu", shortcut->action);
  }
}

/* Whoever looks a key up on his card finds that it does what stands there. */
static void
test_card_has_the_keys_of_the_window (void)
{
  for (const MadoCardKey *key = mado_role_card_keys; key->keys != NULL; key++) {
    const MadoShortcut *shortcut = mado_shortcut_find (key->action);

    g_assert_nonnull (shortcut);
    g_assert_cmpstr (shortcut->key, ==, key->accelerator);
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
  g_test_add_func ("/shortcuts/every-action-can-be-clicked", test_every_action_can_be_clicked);
  g_test_add_func ("/shortcuts/card-has-the-keys-of-the-window", test_card_has_the_keys_of_the_window);
  g_test_add_func ("/shortcuts/help-lists-every-key", test_help_lists_every_key);

  return g_test_run ();
}
