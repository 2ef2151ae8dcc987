/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way of a name from what people write to the bytes of a bank file. */

#include "mado-bank-text.h"

#include <string.h>

#include "mado-fold.h"
#include "mado-kana.h"

#define LONGEST_HALF_WIDTH 4 /* ヷ is ｳﾞｱ */

static void
free_change (MadoBankChange *change)
{
  g_free (change->was);
  g_free (change->became);
  g_free (change);
}

static void
add_change (MadoBankText *self, const char *code, guint position, const char *was, const char *became)
{
  MadoBankChange *change = g_new (MadoBankChange, 1);

  *change = (MadoBankChange) { code, position, g_strdup (was), g_strdup (became) };
  g_ptr_array_add (self->changes, change);
}

/* Writes the half-width form of a katakana: itself and its voicing mark. Returns how many characters. */
static guint
split_voiced (gunichar katakana, gunichar *half)
{
  gunichar letter, mark;

  if (!g_unichar_decompose (katakana, &letter, &mark))
    letter = katakana, mark = 0;
  half[0] = mado_kana_to_half_width (letter);
  if (mark == 0)
    return 1;
  half[1] = mado_kana_to_half_width (mark);

  return 2;
}

/* What stands for a character in a bank's name, as half-width characters that end with 0, and why it is another one
 * (NULL: only its width changed). Whether the bank takes it is another question. */
static const char *
convert_character (gunichar c, const MadoBankProfile *profile, gunichar half[LONGEST_HALF_WIDTH])
{
  const char *code = NULL;
  guint n = 0;

  c = mado_kana_to_katakana (mado_kana_to_full_width (mado_fold_character_width (c)));
  switch (c) {
  case U'ヰ':
  case U'ヱ':
    code = "W_OLDKANA";
    c = c == U'ヰ' ? U'イ' : U'エ';
    break;
  case U'ヲ':
    code = profile->takes_wo ? NULL : "W_WO";
    c = profile->takes_wo ? c : U'オ';
    break;
  case U'ヷ':
  case U'ヸ':
  case U'ヹ':
  case U'ヺ':
    code = "W_VKANA";
    n = split_voiced (U'ヴ', half);
    c = (const gunichar[]) { U'ア', U'イ', U'エ', U'オ' }[c - U'ヷ'];
    break;
  case U'・':
    code = "W_NAKAGURO";
    c = ' ';
    break;
  case U'゛':
    c = 0x3099;
    break;
  case U'゜':
    c = 0x309A;
    break;
  case 0xA5:
  case U'￥':
    c = '\\';
    break;
  default:
    if (c < 0x80 && g_ascii_islower ((char) c)) {
      code = "W_LOWER";
      c = (gunichar) g_ascii_toupper ((char) c);
    } else if (mado_kana_enlarge (c) != c) {
      code = "W_SMALL";
      c = mado_kana_enlarge (c);
    }
  }
  n += split_voiced (c, half + n);
  half[n] = 0;

  return code;
}

/* The bytes of half-width characters, or NULL where one has none that the bank takes. */
static GByteArray *
permit (const char *half, const MadoBankProfile *profile)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (!mado_jis8_append_utf8 (bytes, half))
    return NULL;
  for (guint i = 0; i < bytes->len; i++)
    if (!mado_jis8_is_permitted (bytes->data[i], profile))
      return NULL;

  return g_steal_pointer (&bytes);
}

/* A space waits until something follows it: runs become one and the ends none. */
typedef struct {
  MadoBankText *text;
  GString *half_width;
  guint space_position; /* of the space that waits; 0: none does */
  char space[8];        /* as it was written */
} Writer;

static void
drop_waiting_space (Writer *self)
{
  if (self->space_position != 0)
    add_change (self->text, "W_SPACE", self->space_position, self->space, "");
  self->space_position = 0;
}

static void
write_space (Writer *self, guint position, const char *was)
{
  if (self->text->bytes->len == 0 || self->space_position != 0) {
    add_change (self->text, "W_SPACE", position, was, "");
    return;
  }
  self->space_position = position;
  g_strlcpy (self->space, was, sizeof self->space);
}

static void
write_bytes (Writer *self, const char *half, const GByteArray *bytes)
{
  if (self->space_position != 0) {
    g_byte_array_append (self->text->bytes, (const guint8 *) " ", 1);
    g_string_append_c (self->half_width, ' ');
    self->space_position = 0;
  }
  g_byte_array_append (self->text->bytes, bytes->data, bytes->len);
  g_string_append (self->half_width, half);
}

static void
write_character (Writer *self, gunichar c, guint position, const MadoBankProfile *profile)
{
  char was[8] = "";
  gunichar converted[LONGEST_HALF_WIDTH];
  const char *code = convert_character (c, profile, converted);
  g_autofree char *half = g_ucs4_to_utf8 (converted, -1, NULL, NULL, NULL);
  g_autoptr (GByteArray) bytes = half != NULL ? permit (half, profile) : NULL;

  g_unichar_to_utf8 (c, was);
  if (bytes == NULL) {
    add_change (self->text, "REJECT", position, was, "");
    self->text->n_rejected++;
    return;
  }
  if (code != NULL)
    add_change (self->text, code, position, was, half);
  if (converted[0] == ' ')
    write_space (self, position, was);
  else
    write_bytes (self, half, bytes);
}

/**
 * mado_bank_text_new:
 * @text: a name, in kana, letters and digits of any width; U+FFFD stands for what is not UTF-8
 * @profile: what the bank takes
 *
 * Returns: (transfer full): the name for a bank file
 */
MadoBankText *
mado_bank_text_new (const char *text, const MadoBankProfile *profile)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  MadoBankText *self = g_new0 (MadoBankText, 1);
  Writer writer = { .text = self, .half_width = g_string_new (NULL) };
  guint position = 1;

  self->bytes = g_byte_array_new ();
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) free_change);
  for (const char *next = valid; *next != '\0'; next = g_utf8_next_char (next))
    write_character (&writer, g_utf8_get_char (next), position++, profile);
  drop_waiting_space (&writer);
  self->half_width = g_string_free_and_steal (writer.half_width);

  return self;
}

/**
 * mado_bank_text_free:
 * @self: (nullable) (transfer full): a name for a bank file
 */
void
mado_bank_text_free (MadoBankText *self)
{
  if (self == NULL)
    return;

  g_free (self->half_width);
  g_byte_array_unref (self->bytes);
  g_ptr_array_unref (self->changes);
  g_free (self);
}

/**
 * mado_bank_text_cut:
 * @self: a name for a bank file
 * @n_bytes: the width of the field
 *
 * Keeps what fits. A kana at the end may lose its voicing mark: banks compare what is there, so that a whole
 * kana less would be worse.
 *
 * Returns: whether anything was lost; the last change says what, and where in the half-width text
 */
gboolean
mado_bank_text_cut (MadoBankText *self, guint n_bytes)
{
  if (self->bytes->len <= n_bytes)
    return FALSE;

  char *lost = g_utf8_offset_to_pointer (self->half_width, n_bytes);
  add_change (self, "W_CUT", n_bytes + 1, lost, "");
  if (n_bytes > 0 && lost[-1] == ' ')
    lost--, n_bytes--;
  *lost = '\0';
  g_byte_array_set_size (self->bytes, n_bytes);

  return TRUE;
}
