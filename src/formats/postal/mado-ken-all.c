/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the post's list of postal codes, KEN_ALL, in both editions: CP932 with half-width kana, where long towns are
 * split over several rows, and UTF-8 (utf_ken_all.csv). Row by row: the file has some 125,000.
 *
 * Findings: the record is the line, the place is the column from 1 (for E_COLUMNS: how many columns there are). */

#include "mado-ken-all.h"

#include <string.h>

#include "mado-line-reader.h"

#define MAX_TOWN 16384 /* bytes of a joined town; the longest real ones have some 2,000 */

enum {
  CITY_CODE,
  OLD_CODE,
  CODE,
  PREFECTURE_KANA,
  CITY_KANA,
  TOWN_KANA,
  PREFECTURE,
  CITY,
  TOWN,
  N_COLUMNS = 15,
};

static const struct {
  const char *name;
  const char *wrong; /* the finding where the field does not fit */
  guint n_digits;    /* exactly so many */
  char last;         /* a flag: one digit up to this */
} columns[N_COLUMNS] = {
  { "city-code", "E_CITY_CODE", 5, 0 },
  { "old-code", NULL, 0, 0 },
  { "postal-code", "E_POSTAL_CODE", 7, 0 },
  { "prefecture-kana", "W_EMPTY", 0, 0 },
  { "city-kana", "W_EMPTY", 0, 0 },
  { "town-kana", "W_EMPTY", 0, 0 },
  { "prefecture", "E_EMPTY", 0, 0 },
  { "city", "E_EMPTY", 0, 0 },
  { "town", "E_EMPTY", 0, 0 },
  { "town-has-several-codes", "W_FLAG", 0, '1' },
  { "numbered-by-small-areas", "W_FLAG", 0, '1' },
  { "has-chome", "W_FLAG", 0, '1' },
  { "code-has-several-towns", "W_FLAG", 0, '1' },
  { "change", "W_FLAG", 0, '2' },
  { "reason", "W_FLAG", 0, '6' },
};

/* A row whose town is not closed yet, or a whole one. */
typedef struct {
  guint64 line; /* 0: none */
  char city_code[6];
  char code[MADO_POSTAL_CODE_SIZE];
  char *prefecture;
  char *city;
  GString *town;
} Pending;

typedef struct {
  MadoKenAllFunc take_town;
  gpointer user_data;
  MadoFindings *findings;
  gboolean is_cp932;
  guint64 line;
  Pending pending;
} Reading;

/* --- one line into fields -------------------------------------------------------------------------------------- */

/* CP932 knows one wave dash and one minus, which become other characters than those of the UTF-8 edition. */
static char *
settle_twins (const char *text)
{
  GString *settled = g_string_new (text);

  g_string_replace (settled, "～", "〜", 0);
  g_string_replace (settled, "－", "−", 0);

  return g_string_free_and_steal (settled);
}

/* The first row decides the edition. Returns NULL where the line is not in its encoding. */
static char *
decode_line (Reading *self, const char *line, gsize length)
{
  gboolean is_utf8 = g_utf8_validate_len (line, length, NULL);
  g_autofree char *text = NULL;

  if (self->line == 1)
    self->is_cp932 = !is_utf8;
  if (!self->is_cp932)
    return is_utf8 ? g_strndup (line, length) : NULL;
  text = g_convert (line, (gssize) length, "UTF-8", "CP932", NULL, NULL, NULL);

  return text != NULL ? settle_twins (text) : NULL;
}

/* Cuts @line into fields, in place. A field is in quotes or has none. Returns how many there are. */
static guint
split_line (char *line, char *out_fields[N_COLUMNS])
{
  guint n_fields = 0;

  for (char *p = line; p != NULL; n_fields++) {
    char *field = p;
    char *end = *p == '"' ? strchr (p + 1, '"') : NULL;

    if (end != NULL && (end[1] == ',' || end[1] == '\0')) {
      *end = '\0';
      field++;
      p = end + 1;
    } else {
      p += strcspn (p, ",");
    }
    if (n_fields < N_COLUMNS)
      out_fields[n_fields] = field;
    p = *p == ',' ? (*p = '\0', p + 1) : NULL;
  }

  return n_fields;
}

static gboolean
fits (guint column, const char *field)
{
  gsize length = strlen (field);

  if (columns[column].last != 0)
    return length == 1 && field[0] >= '0' && field[0] <= columns[column].last;
  if (columns[column].n_digits != 0)
    return length == columns[column].n_digits && strspn (field, "0123456789") == length;

  return columns[column].wrong == NULL || (length > 0 && strpbrk (field, "\"\t") == NULL);
}

/* Notes every field that does not fit. Returns whether the row can be used all the same. */
static gboolean
check_fields (Reading *self, char **fields)
{
  gboolean usable = TRUE;

  for (guint i = 0; i < N_COLUMNS; i++)
    if (!fits (i, fields[i])) {
      mado_findings_add (self->findings, columns[i].wrong, self->line, i + 1, columns[i].name);
      usable = usable && columns[i].wrong[0] != 'E';
    }

  return usable;
}

/* --- rows into towns ------------------------------------------------------------------------------------------- */

static gboolean
is_open (const char *town)
{
  int depth = 0;

  for (const char *p = town; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar character = g_utf8_get_char (p);

    depth += (character == 0xFF08 /* （ */) - (character == 0xFF09 /* ） */);
  }

  return depth > 0;
}

/* What stands in the place of a town's name where there is none. */
static gboolean
is_no_town (const char *town)
{
  return strcmp (town, "以下に掲載がない場合") == 0 || g_str_has_suffix (town, "がくる場合") ||
         (g_str_has_suffix (town, "一円") && strcmp (town, "一円") != 0);
}

/* Splits "西新宿（次のビルを除く）" into the name and what is in the brackets. */
static void
give_pending (Reading *self)
{
  Pending *pending = &self->pending;
  MadoKenAllTown town = { .prefecture = pending->prefecture, .city = pending->city, .conditions = "" };
  char *bracket = strstr (pending->town->str, "（");
  gsize length = pending->town->len;

  memcpy (town.city_code, pending->city_code, sizeof town.city_code);
  memcpy (town.code, pending->code, sizeof town.code);
  town.town = pending->town->str;
  if (is_no_town (town.town)) {
    town.town = "";
    town.conditions = pending->town->str;
  } else if (bracket != NULL && g_str_has_suffix (bracket, "）")) {
    pending->town->str[length - strlen ("）")] = '\0';
    town.conditions = bracket + strlen ("（");
    *bracket = '\0';
  }
  self->take_town (&town, self->user_data);
}

/* Ends the town that is being joined, if there is one. */
static void
finish_pending (Reading *self)
{
  if (self->pending.line == 0)
    return;

  if (is_open (self->pending.town->str))
    mado_findings_add (self->findings, "E_BRACKET", self->pending.line, TOWN + 1, columns[TOWN].name);
  else
    give_pending (self);
  self->pending.line = 0;
}

static gboolean
continues_pending (const Pending *pending, char **fields)
{
  return pending->line != 0 && strcmp (pending->code, fields[CODE]) == 0 &&
         strcmp (pending->city_code, fields[CITY_CODE]) == 0 && is_open (pending->town->str) &&
         pending->town->len + strlen (fields[TOWN]) <= MAX_TOWN;
}

static void
take_row (Reading *self, char **fields)
{
  Pending *pending = &self->pending;

  if (continues_pending (pending, fields)) {
    g_string_append (pending->town, fields[TOWN]);
  } else {
    finish_pending (self);
    pending->line = self->line;
    g_strlcpy (pending->city_code, fields[CITY_CODE], sizeof pending->city_code);
    g_strlcpy (pending->code, fields[CODE], sizeof pending->code);
    g_set_str (&pending->prefecture, fields[PREFECTURE]);
    g_set_str (&pending->city, fields[CITY]);
    g_string_assign (pending->town, fields[TOWN]);
  }
  if (!is_open (pending->town->str))
    finish_pending (self);
}

static void
read_line (Reading *self, const char *line, gsize length)
{
  static const char bom[] = "\xEF\xBB\xBF";
  g_autofree char *text = decode_line (self, line, length);
  char *fields[N_COLUMNS];
  char *row = text;
  guint n_fields;

  if (text == NULL) {
    mado_findings_add (self->findings, "E_ENCODING", self->line, 0, NULL);
    return;
  }
  if (self->line == 1 && g_str_has_prefix (row, bom))
    row += strlen (bom);
  n_fields = split_line (row, fields);
  if (n_fields != N_COLUMNS)
    mado_findings_add (self->findings, "E_COLUMNS", self->line, n_fields, NULL);
  else if (check_fields (self, fields))
    take_row (self, fields);
}

static gboolean
read_lines (Reading *self, MadoLineReader *lines, GError **error)
{
  const char *line;
  gsize length;

  for (;;) {
    MadoLineStatus status = mado_line_reader_next (lines, &line, &length, error);

    self->line++;
    switch (status) {
    case MADO_LINE_READ:
      read_line (self, line, length);
      break;
    case MADO_LINE_TOO_LONG:
      mado_findings_add (self->findings, "E_LENGTH", self->line, 0, NULL);
      break;
    case MADO_LINE_END:
      finish_pending (self);
      return TRUE;
    case MADO_LINE_FAILED:
    default:
      return FALSE;
    }
  }
}

/**
 * mado_ken_all_read:
 * @stream: the file
 * @take_town: called for every town, in the order of the file; what it is given lasts as long as the call
 * @user_data: for @take_town
 * @findings: where what is wrong is added; a row with an error gives no town
 * @error: set where the stream cannot be read
 *
 * Returns: whether the stream was read to its end
 */
gboolean
mado_ken_all_read (
    GInputStream *stream, MadoKenAllFunc take_town, gpointer user_data, MadoFindings *findings, GError **error)
{
  g_autoptr (MadoLineReader) lines = mado_line_reader_new (stream);
  Reading self = { .take_town = take_town, .user_data = user_data, .findings = findings };
  gboolean read;

  self.pending.town = g_string_new (NULL);
  read = read_lines (&self, lines, error);
  g_string_free (self.pending.town, TRUE);
  g_free (self.pending.prefecture);
  g_free (self.pending.city);

  return read;
}
