/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a list of banks and branches (docs/bank-master-format.md) and finds one of them by code or by name. */

#include "mado-bank-master.h"

#include <stdlib.h>
#include <string.h>

#include "mado-bank-name.h"
#include "mado-tsv.h"

#define MAX_KANA_CELLS 15 /* the field of a bank file, in half-width characters */

enum { BANK, BRANCH, BANK_NAME, BANK_KANA, BRANCH_NAME, BRANCH_KANA, N_COLUMNS };

static const char *const headings[] = {
  "bank", "branch", "bank_name", "bank_kana", "branch_name", "branch_kana", NULL,
};

typedef struct {
  guint line;
  const char *fields[N_COLUMNS];
} Row;

struct _MadoBankMaster {
  MadoDate date;
  GStringChunk *strings;
  GArray *banks;        /* MadoBankEntry, by code */
  GArray *branches;     /* MadoBankEntry, by bank and code */
  GArray *first_branch; /* guint: where in branches the branches of each bank begin; one more for the end */
};

static gboolean
is_code (const char *text, gsize length)
{
  return strlen (text) == length && strspn (text, "0123456789") == length;
}

/* Half-width kana carry their voice mark in a cell of its own. */
static guint
count_kana_cells (const char *kana)
{
  guint n_cells = 0;
  gunichar base, mark;

  for (; *kana != '\0'; kana = g_utf8_next_char (kana))
    n_cells += g_unichar_decompose (g_utf8_get_char (kana), &base, &mark) ? 2 : 1;

  return n_cells;
}

/* Returns whether the row can be used. */
static gboolean
check_row (GStrv fields, guint line, MadoFindings *findings)
{
  guint n_fields = g_strv_length (fields);
  guint n_errors = 0;

  if (n_fields != N_COLUMNS) {
    mado_findings_add (findings, "E_COLUMNS", line, n_fields, NULL);
    return FALSE;
  }
  for (guint column = 0; column < N_COLUMNS; column++) {
    const char *code = NULL;

    if (fields[column][0] == '\0')
      code = "E_EMPTY";
    else if (column <= BRANCH && !is_code (fields[column], column == BANK ? 4 : 3))
      code = "E_CODE";
    if (code != NULL) {
      mado_findings_add (findings, code, line, column + 1, headings[column]);
      n_errors++;
    } else if ((column == BANK_KANA || column == BRANCH_KANA) && count_kana_cells (fields[column]) > MAX_KANA_CELLS) {
      mado_findings_add (findings, "W_KANA_LONG", line, column + 1, headings[column]);
    }
  }

  return n_errors == 0;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *left = a, *right = b;
  int order = strcmp (left->fields[BANK], right->fields[BANK]);

  if (order == 0)
    order = strcmp (left->fields[BRANCH], right->fields[BRANCH]);

  return order != 0 ? order : left->line < right->line ? -1 : 1;
}

/* The usable rows of a text, by bank and branch. */
static GArray *
read_rows (const char *text, gsize length, GStringChunk *strings, MadoFindings *findings)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));
  MadoTsv lines;

  mado_tsv_init (&lines, text, length);
  g_auto (GStrv) heading = mado_tsv_next (&lines);
  if (heading == NULL || !g_strv_equal ((const char *const *) heading, headings)) {
    mado_findings_add (findings, "E_HEADING", lines.line, 0, NULL);
    return rows;
  }
  for (GStrv fields; (fields = mado_tsv_next (&lines)) != NULL; g_strfreev (fields)) {
    Row row = { .line = lines.line };

    if (!check_row (fields, lines.line, findings))
      continue;
    for (guint column = 0; column < N_COLUMNS; column++)
      row.fields[column] = g_string_chunk_insert_const (strings, fields[column]);
    g_array_append_val (rows, row);
  }
  g_array_sort (rows, compare_rows);

  return rows;
}

static MadoBankEntry
make_entry (GStringChunk *strings, const char *code, const char *name, const char *kana, const char *name_key)
{
  g_autofree char *kana_key = mado_bank_kana_make_key (kana);

  return (MadoBankEntry) {
    .code = code,
    .name = name,
    .kana = kana,
    .name_key = g_string_chunk_insert_const (strings, name_key),
    .kana_key = g_string_chunk_insert_const (strings, kana_key),
  };
}

static void
begin_bank (MadoBankMaster *self, const Row *row)
{
  g_autofree char *key = mado_bank_name_make_key (row->fields[BANK_NAME]);
  MadoBankEntry bank =
      make_entry (self->strings, row->fields[BANK], row->fields[BANK_NAME], row->fields[BANK_KANA], key);

  g_array_append_val (self->banks, bank);
  g_array_append_val (self->first_branch, self->branches->len);
}

/* Whether a row of the bank that was begun last says the same of the bank, and names a branch of its own. */
static gboolean
continues_bank (const MadoBankMaster *self, const Row *row, const Row *before, MadoFindings *findings)
{
  const MadoBankEntry *bank = &g_array_index (self->banks, MadoBankEntry, self->banks->len - 1);

  if (strcmp (row->fields[BRANCH], before->fields[BRANCH]) == 0)
    mado_findings_add (findings, "E_DUPLICATE", row->line, BRANCH + 1, headings[BRANCH]);
  else if (strcmp (row->fields[BANK_NAME], bank->name) != 0)
    mado_findings_add (findings, "E_BANK_DIFFERS", row->line, BANK_NAME + 1, headings[BANK_NAME]);
  else if (strcmp (row->fields[BANK_KANA], bank->kana) != 0)
    mado_findings_add (findings, "E_BANK_DIFFERS", row->line, BANK_KANA + 1, headings[BANK_KANA]);
  else
    return TRUE;

  return FALSE;
}

/* Rows come by bank and branch; where two of them contradict each other, the earlier line stays. */
static void
take_rows (MadoBankMaster *self, const GArray *rows, MadoFindings *findings)
{
  const Row *before = NULL;

  for (guint i = 0; i < rows->len; before = &g_array_index (rows, Row, i++)) {
    const Row *row = &g_array_index (rows, Row, i);

    if (before == NULL || strcmp (row->fields[BANK], before->fields[BANK]) != 0)
      begin_bank (self, row);
    else if (!continues_bank (self, row, before, findings))
      continue;

    g_autofree char *key = mado_branch_name_make_key (row->fields[BRANCH_NAME]);
    MadoBankEntry branch =
        make_entry (self->strings, row->fields[BRANCH], row->fields[BRANCH_NAME], row->fields[BRANCH_KANA], key);

    g_array_append_val (self->branches, branch);
  }
  g_array_append_val (self->first_branch, self->branches->len);
}

/* The first day in a text, as YYYY-MM-DD or YYYYMMDD. */
static MadoDate
find_date (const char *text, gsize length)
{
  for (gsize i = 0; i + 8 <= length; i++) {
    g_autofree char *iso = g_strndup (text + i, MIN (length - i, MADO_DATE_ISO_SIZE - 1));
    g_autofree char *compact = g_strdup_printf ("%.4s-%.2s-%.2s", text + i, text + i + 4, text + i + 6);
    MadoDate date = mado_date_from_iso (iso);

    if (!mado_date_is_valid (date))
      date = mado_date_from_iso (compact);
    if (mado_date_is_valid (date))
      return date;
  }

  return MADO_DATE_NONE;
}

/* The day is in the file's name (banks-20260824.tsv), or else in a comment on the first line. */
static MadoDate
read_date (const char *file_name, const char *text, gsize length)
{
  const char *newline = memchr (text, '\n', length);
  MadoDate date = find_date (file_name, strlen (file_name));

  if (!mado_date_is_valid (date) && length > 0 && text[0] == '#')
    date = find_date (text, newline != NULL ? (gsize) (newline - text) : length);

  return date;
}

/**
 * mado_bank_master_new:
 * @file_name: the name of the file that the text came in; may hold its date
 * @text: the list
 * @length: its bytes
 * @findings: takes what is wrong with it: line and column
 *
 * Returns: (transfer full): the rows that can be used; where there are errors, it should not become the master in use
 */
MadoBankMaster *
mado_bank_master_new (const char *file_name, const char *text, gsize length, MadoFindings *findings)
{
  MadoBankMaster *self = g_new0 (MadoBankMaster, 1);
  const char *wrong = text + length;

  self->strings = g_string_chunk_new (64 * 1024);
  self->banks = g_array_new (FALSE, FALSE, sizeof (MadoBankEntry));
  self->branches = g_array_new (FALSE, FALSE, sizeof (MadoBankEntry));
  self->first_branch = g_array_new (FALSE, FALSE, sizeof (guint));
  self->date = read_date (file_name, text, length);
  if (!mado_date_is_valid (self->date))
    mado_findings_add (findings, "W_NO_DATE", 0, 0, NULL);
  if (!g_utf8_validate_len (text, length, &wrong))
    mado_findings_add (findings, "E_UTF8", 0, (guint64) (wrong - text) + 1, NULL);

  g_autoptr (GArray) rows = read_rows (text, (gsize) (wrong - text), self->strings, findings);
  take_rows (self, rows, findings);

  return self;
}

/**
 * mado_bank_master_free:
 * @self: (nullable) (transfer full): a master
 */
void
mado_bank_master_free (MadoBankMaster *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->banks);
  g_array_unref (self->branches);
  g_array_unref (self->first_branch);
  g_string_chunk_free (self->strings);
  g_free (self);
}

/**
 * mado_bank_master_get_date:
 * @self: a master
 *
 * Returns: the day of which it tells, %MADO_DATE_NONE where it does not say
 */
MadoDate
mado_bank_master_get_date (const MadoBankMaster *self)
{
  return self->date;
}

/**
 * mado_bank_master_get_banks:
 * @self: a master
 * @out_n_banks: (out): how many there are
 *
 * Returns: (transfer none) (array length=out_n_banks): the banks, by code
 */
const MadoBankEntry *
mado_bank_master_get_banks (const MadoBankMaster *self, guint *out_n_banks)
{
  *out_n_banks = self->banks->len;

  return &g_array_index (self->banks, MadoBankEntry, 0);
}

/**
 * mado_bank_master_get_branches:
 * @self: a master
 * @bank: one of its banks
 * @out_n_branches: (out): how many there are
 *
 * Returns: (transfer none) (array length=out_n_branches): the bank's branches, by code
 */
const MadoBankEntry *
mado_bank_master_get_branches (const MadoBankMaster *self, const MadoBankEntry *bank, guint *out_n_branches)
{
  gsize index = (gsize) (bank - &g_array_index (self->banks, MadoBankEntry, 0));
  guint first = g_array_index (self->first_branch, guint, index);

  *out_n_branches = g_array_index (self->first_branch, guint, index + 1) - first;

  return &g_array_index (self->branches, MadoBankEntry, first);
}

static int
compare_code (gconstpointer code, gconstpointer entry)
{
  return strcmp (code, ((const MadoBankEntry *) entry)->code);
}

/**
 * mado_bank_master_find_by_code:
 * @self: a master
 * @bank: a bank's code
 * @branch: a branch's code
 *
 * Returns: what the codes stand for
 */
MadoBankMatch
mado_bank_master_find_by_code (const MadoBankMaster *self, const char *bank, const char *branch)
{
  MadoBankMatch match = { .status = MADO_BANK_NONE };
  guint n_entries;
  const MadoBankEntry *entries = mado_bank_master_get_banks (self, &n_entries);

  if (n_entries > 0)
    match.bank = bsearch (bank, entries, n_entries, sizeof *entries, compare_code);
  if (match.bank == NULL)
    return match;

  entries = mado_bank_master_get_branches (self, match.bank, &n_entries);
  match.branch = bsearch (branch, entries, n_entries, sizeof *entries, compare_code);
  match.status = match.branch != NULL ? MADO_BANK_OK : MADO_BANK_BRANCH_NONE;

  return match;
}

/* Returns how many entries have the key, and one of them. */
static guint
count_matches (const MadoBankEntry *entries, guint n_entries, const char *key, const MadoBankEntry **out_entry)
{
  guint n_matches = 0;

  for (guint i = 0; i < n_entries; i++)
    if (key[0] != '\0' && strcmp (entries[i].name_key, key) == 0) {
      *out_entry = &entries[i];
      n_matches++;
    }

  return n_matches;
}

/**
 * mado_bank_master_find_by_name:
 * @self: a master
 * @bank: a bank's name as somebody wrote it
 * @branch: the name of one of its branches
 *
 * Never guesses: names that fit several banks or branches, or none, are for a person to settle.
 *
 * Returns: what the names stand for
 */
MadoBankMatch
mado_bank_master_find_by_name (const MadoBankMaster *self, const char *bank, const char *branch)
{
  g_autofree char *bank_key = mado_bank_name_make_key (bank);
  g_autofree char *branch_key = mado_branch_name_make_key (branch);
  const MadoBankEntry *entries, *found = NULL;
  guint n_entries, n_matches;

  entries = mado_bank_master_get_banks (self, &n_entries);
  n_matches = count_matches (entries, n_entries, bank_key, &found);
  if (n_matches != 1)
    return (MadoBankMatch) { .status = n_matches == 0 ? MADO_BANK_NONE : MADO_BANK_AMBIG };

  MadoBankMatch match = { .status = MADO_BANK_OK, .bank = found };

  entries = mado_bank_master_get_branches (self, match.bank, &n_entries);
  n_matches = count_matches (entries, n_entries, branch_key, &found);
  if (n_matches == 1)
    match.branch = found;
  else
    match.status = n_matches == 0 ? MADO_BANK_BRANCH_NONE : MADO_BANK_BRANCH_AMBIG;

  return match;
}

/**
 * mado_bank_status_get_name:
 * @status: what a look-up came to
 *
 * Returns: (transfer none): its name in answers and reports
 */
const char *
mado_bank_status_get_name (MadoBankStatus status)
{
  static const char *const names[] = {
    [MADO_BANK_OK] = "OK",
    [MADO_BANK_NONE] = "BANK_NONE",
    [MADO_BANK_AMBIG] = "BANK_AMBIG",
    [MADO_BANK_BRANCH_NONE] = "BRANCH_NONE",
    [MADO_BANK_BRANCH_AMBIG] = "BRANCH_AMBIG",
  };

  return names[status];
}
