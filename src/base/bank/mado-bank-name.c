/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Folds the names of banks and branches: width, case, signs, legal forms, and the words that masters leave out. */

#include "mado-bank-name.h"

#include <string.h>

#include "mado-tables.h"

typedef struct {
  const char *written;
  const char *kept;
} Word;

/* Longer words first: one may be a part of another. */
static const Word bank_words[] = {
  { "信用農業協同組合連合会", "信連" },
  { "信用漁業協同組合連合会", "信漁連" },
  { "農業協同組合", "農協" },
  { "漁業協同組合", "漁協" },
  { "信用金庫", "信金" },
  { "信用組合", "信組" },
  { "労働金庫", "労金" },
  { "信託銀行", "信託" },
};
static const char *const legal_forms[] = { "株式会社", "(株)" };
static const char *const bank_endings[] = { "銀行" };
static const char *const branch_endings[] = { "支店", "出張所", "支所", "営業部", "営業所" };
static const char *const whole_branch_names[] = { "本店", "本店営業部", "営業部", "本所" };

/* Spaces, middle dots, commas, full stops, dashes and long marks: people set them or not. */
static gboolean
is_sign (gunichar character)
{
  return g_unichar_isspace (character) || g_unichar_type (character) == G_UNICODE_DASH_PUNCTUATION ||
         character == ',' || character == '.' || character == 0x30FB || character == 0x30FC || character == 0x2212;
}

static gunichar
fold_kana_size (gunichar character)
{
  return character == 0x30F6 ? 0x30B1 : character == 0x30F5 ? 0x30AB : character; /* ヶ, ヵ */
}

/* A voice mark joins the kana before it. */
static void
append_composed (GString *key, gunichar character)
{
  const char *last = key->len > 0 ? g_utf8_prev_char (key->str + key->len) : NULL;
  gunichar composed;

  if (last != NULL && g_unichar_compose (g_utf8_get_char (last), character, &composed)) {
    g_string_truncate (key, (gsize) (last - key->str));
    character = composed;
  }
  g_string_append_unichar (key, character);
}

/* Width, case, signs; no word is touched. Character by character, because normalizing a whole text in GLib takes time
 * that grows with the square of its length. */
static GString *
fold_signs (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  GString *key = g_string_sized_new (strlen (valid));

  for (const char *next = valid; *next != '\0'; next = g_utf8_next_char (next)) {
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gsize n_parts = g_unichar_fully_decompose (g_utf8_get_char (next), TRUE, parts, G_N_ELEMENTS (parts));

    for (gsize i = 0; i < n_parts; i++)
      if (!is_sign (parts[i]))
        append_composed (key, fold_kana_size (g_unichar_toupper (parts[i])));
  }

  return key;
}

/* Drops one of the endings, unless nothing would be left. */
static void
drop_ending (GString *key, const char *const *endings, gsize n_endings)
{
  for (gsize i = 0; i < n_endings; i++) {
    gsize length = strlen (endings[i]);

    if (key->len > length && g_str_has_suffix (key->str, endings[i])) {
      g_string_truncate (key, key->len - length);
      return;
    }
  }
}

/* JA before a name says what 農協 says behind it. */
static void
move_ja (GString *key)
{
  if (!g_str_has_prefix (key->str, "JA"))
    return;

  g_string_erase (key, 0, 2);
  if (!g_str_has_suffix (key->str, "農協") && !g_str_has_suffix (key->str, "信連"))
    g_string_append (key, "農協");
}

/**
 * mado_bank_name_make_key:
 * @bank_name: a bank's name as somebody wrote it
 *
 * Returns: (transfer full): its key: without legal form and 銀行, 信用金庫 and its like as masters shorten them
 */
char *
mado_bank_name_make_key (const char *bank_name)
{
  GString *key = fold_signs (bank_name);

  for (gsize i = 0; i < G_N_ELEMENTS (legal_forms); i++)
    if (g_str_has_prefix (key->str, legal_forms[i]))
      g_string_erase (key, 0, (gssize) strlen (legal_forms[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bank_words); i++)
    g_string_replace (key, bank_words[i].written, bank_words[i].kept, 0);
  move_ja (key);
  drop_ending (key, bank_endings, G_N_ELEMENTS (bank_endings));

  return g_string_free_and_steal (key);
}

/**
 * mado_branch_name_make_key:
 * @branch_name: a branch's name as somebody wrote it
 *
 * Returns: (transfer full): its key: without 支店 and its like, but for names that are nothing else
 */
char *
mado_branch_name_make_key (const char *branch_name)
{
  GString *key = fold_signs (branch_name);
  gboolean whole = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (whole_branch_names); i++)
    whole = whole || strcmp (key->str, whole_branch_names[i]) == 0;
  if (!whole)
    drop_ending (key, branch_endings, G_N_ELEMENTS (branch_endings));

  return g_string_free_and_steal (key);
}

/* Hiragana become katakana, small kana large. */
static gunichar
fold_kana (gunichar character)
{
  static const char small[] = "ァィゥェォッャュョヮヵヶ";
  static const char large[] = "アイウエオツヤユヨワカケ";
  const char *found;

  if (character >= 0x3041 && character <= 0x3096)
    character += 0x60;
  found = g_utf8_strchr (small, -1, character);

  return found != NULL ? g_utf8_get_char (large + (found - small)) : character;
}

/**
 * mado_bank_kana_make_key:
 * @kana: a reading, of any width, size and kind of kana
 *
 * Returns: (transfer full): its key
 */
char *
mado_bank_kana_make_key (const char *kana)
{
  g_autoptr (GString) folded = fold_signs (kana);
  GString *key = g_string_sized_new (folded->len);

  for (const char *next = folded->str; *next != '\0'; next = g_utf8_next_char (next))
    g_string_append_unichar (key, fold_kana (g_utf8_get_char (next)));

  return g_string_free_and_steal (key);
}

/**
 * mado_bank_name_dup_new_code:
 * @old_name: a bank's name as somebody wrote it
 * @out_last_day: (out) (optional): the last day of that name, %MADO_DATE_NONE where it is not known
 *
 * Returns: (transfer full) (nullable): the code of the bank that had this name once
 */
char *
mado_bank_name_dup_new_code (const char *old_name, MadoDate *out_last_day)
{
  g_autofree char *key = mado_bank_name_make_key (old_name);
  char *code = NULL;
  MadoTsv rows;

  mado_tables_open ("bank-aliases.tsv", &rows);
  for (GStrv row; code == NULL && (row = mado_tsv_next (&rows)) != NULL; g_strfreev (row)) {
    g_autofree char *row_key = mado_bank_name_make_key (row[0]);

    if (strcmp (row_key, key) == 0) {
      code = g_strdup (row[1]);
      if (out_last_day != NULL)
        *out_last_day = mado_date_from_iso (row[2]);
    }
  }

  return code;
}
