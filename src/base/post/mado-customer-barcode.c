/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The customer barcode: what of an address goes into it, its symbols and its bars, by the post's manual. */

#include "mado-customer-barcode.h"

#include <string.h>

#include "mado-address-text.h"
#include "mado-postal-code.h"

#define N_CONTENT (MADO_CUSTOMER_BARCODE_N_SYMBOLS - 1)
#define FILLER 14 /* CC4 */
#define MODULUS 19

/* By a symbol's value in the check sum. */
static const struct {
  const char *name;
  const char *bars;
} symbols[MODULUS] = {
  { "0", "144" },   { "1", "114" },   { "2", "132" },   { "3", "312" },   { "4", "123" },
  { "5", "141" },   { "6", "321" },   { "7", "213" },   { "8", "231" },   { "9", "411" },
  { "-", "414" },   { "CC1", "324" }, { "CC2", "342" }, { "CC3", "234" }, { "CC4", "432" },
  { "CC5", "243" }, { "CC6", "423" }, { "CC7", "441" }, { "CC8", "111" },
};

/**
 * mado_customer_barcode_get_symbol_name:
 * @value: 0 … 18
 *
 * Returns: (transfer none): the symbol as the manual writes it, "CC4" for example
 */
const char *
mado_customer_barcode_get_symbol_name (guint value)
{
  g_return_val_if_fail (value < MODULUS, NULL);

  return symbols[value].name;
}

/* A number in kanji counts only where one of these follows. Returns the bytes of such a number, 0 for all else. */
static gsize
read_kanji_number (const char *text, GString *digits)
{
  static const char *const units[] = { "丁", "番", "号", "地割", "線", "の", "ノ" };
  gsize before = digits->len;
  gsize taken = g_ascii_isdigit (*text) ? 0 : mado_address_text_read_number (text, digits);

  for (gsize i = 0; taken > 0 && i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (text + taken, units[i]))
      return taken;
  g_string_truncate (digits, before);

  return 0;
}

/* The marks that vanish, so that what stands around them closes up. */
static char *
drop_marks (const char *text)
{
  GString *kept = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_strchr ("&/.・", -1, g_utf8_get_char (p)) == NULL)
      g_string_append_unichar (kept, g_unichar_toupper (g_utf8_get_char (p)));

  return g_string_free_and_steal (kept);
}

static gsize
count_letters (const char *text)
{
  return strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

/* Keeps digits, single letters and the numbers in kanji; anything else becomes a dash. */
static void
append_content (GString *content, const char *text)
{
  for (const char *p = text; *p != '\0';) {
    gsize n_letters = count_letters (p);
    gboolean floor = n_letters == 1 && *p == 'F' && p > text && g_ascii_isdigit (p[-1]);
    gsize taken;

    if (g_ascii_isdigit (*p) || (n_letters == 1 && !floor)) {
      g_string_append_c (content, *p++);
    } else if ((taken = read_kanji_number (p, content)) > 0) {
      p += taken;
    } else {
      g_string_append_c (content, '-');
      p = n_letters > 0 ? p + n_letters : g_utf8_next_char (p);
    }
  }
}

/* Leaves only the dashes that stand between two digits, one for a run. */
static char *
thin_dashes (const char *content)
{
  GString *thin = g_string_sized_new (strlen (content));
  gboolean dash = FALSE;

  for (const char *p = content; *p != '\0'; p++) {
    if (*p == '-') {
      dash = TRUE;
      continue;
    }
    if (dash && thin->len > 0 && g_ascii_isdigit (*p) && g_ascii_isdigit (thin->str[thin->len - 1]))
      g_string_append_c (thin, '-');
    g_string_append_c (thin, *p);
    dash = FALSE;
  }

  return g_string_free_and_steal (thin);
}

/**
 * mado_customer_barcode_extract:
 * @address: an address; best what follows the town's name, as a town such as 三番町 would lend it a number
 *
 * Returns: (transfer full): what the barcode says of it (住所表示番号), "3-12-3-105" for example, in full length; may
 * be empty
 */
char *
mado_customer_barcode_extract (const char *address)
{
  g_autofree char *folded = mado_address_text_fold_width (address);
  g_autofree char *closed = drop_marks (folded);
  g_autoptr (GString) content = g_string_sized_new (strlen (closed));

  append_content (content, closed);

  return thin_dashes (content->str);
}

/* A letter takes two symbols: one of three shifts, and a digit. Returns how many symbols were written. */
static guint
put_character (guint8 out_symbols[2], char character)
{
  if (character == '-') {
    out_symbols[0] = 10;
    return 1;
  }
  if (g_ascii_isdigit (character)) {
    out_symbols[0] = (guint8) (character - '0');
    return 1;
  }
  out_symbols[0] = (guint8) (11 + (character - 'A') / 10);
  out_symbols[1] = (guint8) ((character - 'A') % 10);

  return 2;
}

static void
draw_bars (MadoCustomerBarcode *self)
{
  char *bar = g_stpcpy (self->bars, "13");

  for (guint i = 0; i < MADO_CUSTOMER_BARCODE_N_SYMBOLS; i++)
    bar = g_stpcpy (bar, symbols[self->symbols[i]].bars);
  g_stpcpy (bar, "31");
}

/**
 * mado_customer_barcode_encode:
 * @self: (out): the barcode
 * @code: a postal code of seven digits
 * @extracted: what mado_customer_barcode_extract() gave; what is too long for the barcode is cut off
 *
 * Returns: whether there is a barcode: for a municipality's representative code the post wants none
 */
gboolean
mado_customer_barcode_encode (MadoCustomerBarcode *self, const char *code, const char *extracted)
{
  g_autofree char *content = g_strconcat (code, extracted, NULL);
  guint8 pair[2];
  guint n = 0, sum = 0;

  if (mado_postal_code_is_representative (code))
    return FALSE;

  for (const char *p = content; *p != '\0' && n < N_CONTENT; p++) {
    guint n_written = put_character (pair, *p);

    for (guint i = 0; i < n_written && n < N_CONTENT; i++)
      self->symbols[n++] = pair[i];
  }
  while (n < N_CONTENT)
    self->symbols[n++] = FILLER;
  for (guint i = 0; i < N_CONTENT; i++)
    sum += self->symbols[i];
  self->symbols[N_CONTENT] = (guint8) ((MODULUS - sum % MODULUS) % MODULUS);
  draw_bars (self);

  return TRUE;
}
