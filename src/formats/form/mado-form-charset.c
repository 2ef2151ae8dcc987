/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which charset a file is in: its byte order mark, else the escapes of ISO-2022-JP, else UTF-8 if all of it is, else
 * whichever of CP932 and EUC-JP decodes all of it into more likely Japanese. Reads the whole file, keeps none of it. */

#include "mado-form-charset.h"

#include <string.h>

#include "mado-form-decoder.h"

#define ESCAPE 0x1B
#define LONGEST_MARK 3
#define CLEAR_LEAD 4 /* in points; below this the choice between CP932 and EUC-JP is a guess */

static const struct {
  const char *name;
  const char *encoding; /* as iconv calls it */
  const char *mark;     /* the byte order mark */
} charsets[] = {
  [MADO_FORM_CHARSET_NONE] = { NULL, NULL, "" },
  [MADO_FORM_CHARSET_UTF_8] = { "UTF-8", "UTF-8", "" },
  [MADO_FORM_CHARSET_UTF_8_BOM] = { "UTF-8-BOM", "UTF-8", "\xEF\xBB\xBF" },
  [MADO_FORM_CHARSET_UTF_16LE] = { "UTF-16LE", "UTF-16LE", "\xFF\xFE" },
  [MADO_FORM_CHARSET_UTF_16BE] = { "UTF-16BE", "UTF-16BE", "\xFE\xFF" },
  [MADO_FORM_CHARSET_ISO_2022_JP] = { "ISO-2022-JP", "ISO-2022-JP", "" },
  [MADO_FORM_CHARSET_CP932] = { "CP932", "CP932", "" },
  [MADO_FORM_CHARSET_EUC_JP_MS] = { "EUC-JP-MS", "EUC-JP-MS", "" },
};

/* One reading of the bytes. */
typedef struct {
  MadoFormCharset charset;
  MadoFormDecoder *decoder;
  gint64 points;
  gboolean fails;
} Candidate;

struct _MadoFormCharsetSearch {
  guint8 head[LONGEST_MARK]; /* the first bytes, until they show whether there is a mark */
  gsize n_head;
  gboolean is_past_head;
  GArray *candidates; /* Candidate: the marked charset alone, or all that have no mark */
  GString *text;      /* what a candidate made of a piece */
  guint8 last[2];     /* the bytes before the piece, for escapes that are split */
  gboolean has_escape;
  gboolean has_high_byte;
};

/**
 * mado_form_charset_get_name:
 * @charset: a charset
 *
 * Returns: (transfer none) (nullable): what people and scripts call it; %NULL for none
 */
const char *
mado_form_charset_get_name (MadoFormCharset charset)
{
  return charsets[charset].name;
}

/**
 * mado_form_charset_get_encoding:
 * @charset: a charset
 *
 * Returns: (transfer none) (nullable): what iconv calls it; %NULL for none
 */
const char *
mado_form_charset_get_encoding (MadoFormCharset charset)
{
  return charsets[charset].encoding;
}

/**
 * mado_form_charset_get_mark_size:
 * @charset: a charset
 *
 * Returns: how many bytes stand before the text
 */
gsize
mado_form_charset_get_mark_size (MadoFormCharset charset)
{
  return strlen (charsets[charset].mark);
}

static void
clear_candidate (Candidate *candidate)
{
  mado_form_decoder_free (candidate->decoder);
}

/**
 * mado_form_charset_search_new:
 *
 * Returns: (transfer full): a search that has seen nothing yet
 */
MadoFormCharsetSearch *
mado_form_charset_search_new (void)
{
  MadoFormCharsetSearch *self = g_new0 (MadoFormCharsetSearch, 1);

  self->candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_array_set_clear_func (self->candidates, (GDestroyNotify) clear_candidate);
  self->text = g_string_new (NULL);

  return self;
}

/**
 * mado_form_charset_search_free:
 * @self: (nullable) (transfer full): a search
 */
void
mado_form_charset_search_free (MadoFormCharsetSearch *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->candidates);
  g_string_free (self->text, TRUE);
  g_free (self);
}

static int
weigh_character (gunichar character)
{
  if ((character >= 0x3041 && character <= 0x3096) || (character >= 0x30A1 && character <= 0x30FC))
    return 2; /* kana */
  if (character >= 0x4E00 && character <= 0x9FFF)
    return 1; /* the most frequent kanji need no other question */
  if (g_unichar_get_script (character) == G_UNICODE_SCRIPT_HAN)
    return 1;
  if (character >= 0xFF61 && character <= 0xFF9F)
    return -2; /* half-width kana: what EUC-JP looks like when read as CP932 */
  if (g_unichar_type (character) == G_UNICODE_PRIVATE_USE)
    return -4;

  return 0;
}

static gint64
weigh_text (const GString *text)
{
  gint64 points = 0;

  for (const char *next = text->str; next < text->str + text->len; next = g_utf8_next_char (next))
    if ((guint8) *next >= 0x80)
      points += weigh_character (g_utf8_get_char (next));

  return points;
}

static void
try_piece (MadoFormCharsetSearch *self, Candidate *candidate, const guint8 *bytes, gsize length)
{
  if (candidate->fails)
    return;

  g_string_truncate (self->text, 0);
  candidate->fails = !mado_form_decoder_push (candidate->decoder, bytes, length, self->text);
  if (candidate->charset == MADO_FORM_CHARSET_CP932 || candidate->charset == MADO_FORM_CHARSET_EUC_JP_MS)
    candidate->points += weigh_text (self->text);
}

static gboolean
ends_with_escape (const guint8 *end)
{
  static const char *const escapes[] = { "\033$@", "\033$B", "\033(B", "\033(I", "\033(J", "\033$(" };

  for (gsize i = 0; i < G_N_ELEMENTS (escapes); i++)
    if (memcmp (end - 3, escapes[i], 3) == 0)
      return TRUE;

  return FALSE;
}

/* Looks for escapes and for bytes that no seven-bit charset has. */
static void
look_at_bytes (MadoFormCharsetSearch *self, const guint8 *bytes, gsize length)
{
  guint8 seam[4];
  gsize n_new = MIN (length, 2);

  memcpy (seam, self->last, 2);
  memcpy (seam + 2, bytes, n_new);
  for (gsize end = 3; end <= 2 + n_new; end++)
    self->has_escape |= ends_with_escape (seam + end);
  for (const guint8 *next = bytes, *end = bytes + length;
       (next = memchr (next, ESCAPE, (gsize) (end - next))) != NULL && end - next >= 3; next++)
    self->has_escape |= ends_with_escape (next + 3);
  for (gsize i = 0; i < length && !self->has_high_byte; i++)
    self->has_high_byte = bytes[i] >= 0x80;

  memmove (self->last, self->last + n_new, 2 - n_new);
  memcpy (self->last + 2 - n_new, bytes + length - n_new, n_new);
}

static void
feed_candidates (MadoFormCharsetSearch *self, const guint8 *bytes, gsize length)
{
  look_at_bytes (self, bytes, length);
  for (guint i = 0; i < self->candidates->len; i++)
    try_piece (self, &g_array_index (self->candidates, Candidate, i), bytes, length);
}

static void
add_candidate (MadoFormCharsetSearch *self, MadoFormCharset charset)
{
  Candidate candidate = { charset, mado_form_decoder_new (charsets[charset].encoding), 0, FALSE };

  g_array_append_val (self->candidates, candidate);
}

static MadoFormCharset
find_mark (const MadoFormCharsetSearch *self)
{
  for (MadoFormCharset charset = MADO_FORM_CHARSET_UTF_8; charset < G_N_ELEMENTS (charsets); charset++) {
    gsize size = mado_form_charset_get_mark_size (charset);

    if (size > 0 && self->n_head >= size && memcmp (self->head, charsets[charset].mark, size) == 0)
      return charset;
  }

  return MADO_FORM_CHARSET_NONE;
}

static void
leave_head (MadoFormCharsetSearch *self)
{
  MadoFormCharset marked = find_mark (self);
  gsize size = mado_form_charset_get_mark_size (marked);

  if (marked != MADO_FORM_CHARSET_NONE) {
    add_candidate (self, marked);
  } else {
    add_candidate (self, MADO_FORM_CHARSET_ISO_2022_JP);
    add_candidate (self, MADO_FORM_CHARSET_UTF_8);
    add_candidate (self, MADO_FORM_CHARSET_CP932);
    add_candidate (self, MADO_FORM_CHARSET_EUC_JP_MS);
  }
  self->is_past_head = TRUE;
  feed_candidates (self, self->head + size, self->n_head - size);
}

/**
 * mado_form_charset_search_push:
 * @self: a search
 * @bytes: the next piece of the file
 * @length: its bytes
 */
void
mado_form_charset_search_push (MadoFormCharsetSearch *self, const guint8 *bytes, gsize length)
{
  while (!self->is_past_head && length > 0) {
    self->head[self->n_head++] = *bytes++;
    length--;
    if (self->n_head == LONGEST_MARK)
      leave_head (self);
  }
  if (length > 0)
    feed_candidates (self, bytes, length);
}

static MadoFormCharsetAnswer
answer_with (const Candidate *candidate, gboolean is_guess)
{
  guint64 position = mado_form_decoder_get_position (candidate->decoder);

  return (MadoFormCharsetAnswer) {
    .charset = candidate->charset,
    .is_guess = is_guess,
    .is_broken = candidate->fails,
    .position = candidate->fails ? position + mado_form_charset_get_mark_size (candidate->charset) : 0,
  };
}

/* Where nothing fits, the byte at which the most patient charset gave up is the one to look at. */
static MadoFormCharsetAnswer
answer_nothing (const Candidate *candidates, guint n_candidates)
{
  MadoFormCharsetAnswer answer = { .charset = MADO_FORM_CHARSET_NONE, .is_broken = TRUE };

  for (guint i = 0; i < n_candidates; i++)
    answer.position = MAX (answer.position, mado_form_decoder_get_position (candidates[i].decoder));

  return answer;
}

/**
 * mado_form_charset_search_finish:
 * @self: a search that has seen the whole file
 *
 * Returns: what it found
 */
MadoFormCharsetAnswer
mado_form_charset_search_finish (MadoFormCharsetSearch *self)
{
  if (!self->is_past_head)
    leave_head (self);

  Candidate *candidates = (Candidate *) (gpointer) self->candidates->data;
  for (guint i = 0; i < self->candidates->len; i++)
    candidates[i].fails |= !mado_form_decoder_finish (candidates[i].decoder);

  if (self->candidates->len == 1)
    return answer_with (&candidates[0], FALSE);
  const Candidate *seven_bit = &candidates[0], *utf8 = &candidates[1], *cp932 = &candidates[2], *euc = &candidates[3];
  if (self->has_escape && !self->has_high_byte)
    return answer_with (seven_bit, FALSE);
  if (!utf8->fails)
    return answer_with (utf8, FALSE);
  if (cp932->fails && euc->fails)
    return answer_nothing (candidates, self->candidates->len);
  if (cp932->fails || euc->fails)
    return answer_with (cp932->fails ? euc : cp932, FALSE);

  return answer_with (euc->points > cp932->points ? euc : cp932, ABS (euc->points - cp932->points) < CLEAR_LEAD);
}
