/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 記号番号 of Japan Post Bank: what it means as branch, kind and account number, and whether it can be right. */

#include "mado-yucho.h"

#include <string.h>

#include "mado-character.h"
#include "mado-fold.h"
#include "mado-tables.h"

#define KIGO_LENGTH 5
#define BANGO_LENGTH 8
#define ACCOUNT_LENGTH 7
#define DIGITS "0123456789"

/* The first digit of 記号 says which of two schemes the number follows. */
typedef struct {
  char first_digit;
  int kind_code;
  char store_ending;
  gsize min_bango;
  gsize max_bango;
  gboolean ends_in_one;     /* 番号 has a last digit that is always 1 and no part of the account number */
  const char *naka_finding; /* what we say of a digit in the middle */
} Scheme;

/* In the middle a passbook shows how often it was issued again: dropped with a note ("E_NAKA" here would refuse it). A
 * giro number has a second check digit there, whose rule is not public. */
static const Scheme schemes[] = {
  { '1', 1, '8', 2, BANGO_LENGTH, TRUE, "W_NAKA" },
  { '0', 2, '9', 1, 6, FALSE, NULL },
};

static const Scheme *
find_scheme (char first_digit)
{
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (schemes[i].first_digit == first_digit)
      return &schemes[i];

  return NULL;
}

/* Without the blanks at the ends. */
static char *
fold_part (const char *text)
{
  return g_strstrip (mado_fold_width (text));
}

static gboolean
has_only_digits (const char *text)
{
  return text[strspn (text, DIGITS)] == '\0';
}

static void
check_kigo (const char *kigo, const Scheme *scheme, MadoFindings *findings)
{
  if (strlen (kigo) != KIGO_LENGTH || !has_only_digits (kigo)) {
    mado_findings_add (findings, "E_KIGO_LEN", 0, 0, "kigo");
    return;
  }
  if (scheme == NULL)
    mado_findings_add (findings, "E_KIGO_KIND", 0, 1, "kigo");
  if (kigo[KIGO_LENGTH - 1] != '0')
    mado_findings_add (findings, "E_KIGO_LAST", 0, KIGO_LENGTH, "kigo");
}

static void
check_bango (const char *bango, const Scheme *scheme, MadoFindings *findings)
{
  gsize length = strlen (bango);

  if (!has_only_digits (bango)) {
    mado_findings_add (findings, "E_BANGO_CHAR", 0, 0, "bango");
    return;
  }
  if (scheme == NULL) /* nobody knows what would be right */
    return;
  if (length < scheme->min_bango || length > scheme->max_bango)
    mado_findings_add (findings, "E_BANGO_LEN", 0, 0, "bango");
  if (scheme->ends_in_one && length > 0 && bango[length - 1] != '1')
    mado_findings_add (findings, "E_BANGO_LAST", 0, length, "bango");
}

static void
check_naka (const char *naka, const Scheme *scheme, MadoFindings *findings)
{
  if (naka[0] == '\0')
    return;

  if (strlen (naka) != 1 || !has_only_digits (naka))
    mado_findings_add (findings, "E_NAKA", 0, 0, "naka");
  else if (scheme != NULL && scheme->naka_finding != NULL)
    mado_findings_add (findings, scheme->naka_finding, 0, 0, "naka");
}

static gpointer
load_stores (gpointer unused)
{
  GHashTable *stores = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  MadoTsv rows;

  mado_tables_open ("yucho-stores.tsv", &rows);
  for (GStrv row; (row = mado_tsv_next (&rows)) != NULL; g_strfreev (row)) {
    char *store = g_strdup (row[0]);

    g_hash_table_add (stores, store);
  }

  return stores;
}

/**
 * mado_yucho_get_store_kind:
 * @store: a store's three digits
 *
 * Returns: the kind of account that the store keeps: 1 普通, 2 当座, and 0 where there is no such store
 */
int
mado_yucho_get_store_kind (const char *store)
{
  static GOnce once = G_ONCE_INIT;

  if (g_hash_table_contains (g_once (&once, load_stores, NULL), store))
    for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
      if (schemes[i].store_ending == store[2])
        return schemes[i].kind_code;

  return 0;
}

/* The fourth digit of 記号 guards all others, taken with itself as 0 and 番号 filled up with zeros on the left. */
static int
compute_check_digit (const char *kigo, guint bango)
{
  char digits[KIGO_LENGTH + BANGO_LENGTH + 1];
  int sum = 0;

  g_snprintf (digits, sizeof digits, "%.3s00%08u", kigo, bango);
  for (gsize i = 0; digits[i] != '\0'; i++) {
    int digit = digits[i] - '0';

    if (i % 3 == 0)
      sum += digit;
    else if (i % 3 == 1)
      sum += 3 * digit;
    else
      sum += 2 * digit - (digit >= 5 ? 9 : 0);
  }

  return sum % 10;
}

/* A store is called by its digits, in kanji and in large kana. */
static void
spell_store (MadoYuchoAccount *account)
{
  static const char *const names[] = { "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  static const char *const kana[] = { "ゼロ", "イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "ナナ", "ハチ", "キユウ" };

  for (const char *digit = account->store; *digit != '\0'; digit++) {
    g_strlcat (account->store_name, names[*digit - '0'], sizeof account->store_name);
    g_strlcat (account->store_kana, kana[*digit - '0'], sizeof account->store_kana);
  }
}

static MadoYuchoAccount
convert_valid (const char *kigo, const char *bango, const Scheme *scheme)
{
  guint number = (guint) g_ascii_strtoull (bango, NULL, 10);
  MadoYuchoAccount account = {
    .store = { kigo[1], kigo[2], scheme->store_ending },
    .kind_code = scheme->kind_code,
    .check_digit = compute_check_digit (kigo, number),
  };

  g_snprintf (account.account, sizeof account.account, "%07u", scheme->ends_in_one ? number / 10 : number);
  spell_store (&account);

  return account;
}

/**
 * mado_yucho_convert:
 * @kigo: 記号, in any width
 * @bango: 番号
 * @naka: (nullable): the digit between them
 * @out_account: (out caller-allocates): the account, untouched where the number is refused
 * @findings: takes all that is wrong or odd; must hold no error yet
 *
 * Returns: whether the number could be converted
 */
gboolean
mado_yucho_convert (
    const char *kigo, const char *bango, const char *naka, MadoYuchoAccount *out_account, MadoFindings *findings)
{
  g_autofree char *folded_kigo = fold_part (kigo);
  g_autofree char *folded_bango = fold_part (bango);
  g_autofree char *folded_naka = fold_part (naka != NULL ? naka : "");
  const Scheme *scheme = find_scheme (folded_kigo[0]);

  check_kigo (folded_kigo, scheme, findings);
  check_bango (folded_bango, scheme, findings);
  check_naka (folded_naka, scheme, findings);
  if (mado_findings_have_errors (findings))
    return FALSE;

  *out_account = convert_valid (folded_kigo, folded_bango, scheme);
  if (mado_yucho_get_store_kind (out_account->store) == 0)
    mado_findings_add (findings, "W_STORE_UNKNOWN", 0, 0, "kigo");
  if (out_account->check_digit != folded_kigo[3] - '0')
    mado_findings_add (findings, "W_CHECK_DIGIT", 0, 4, "kigo");

  return TRUE;
}

/**
 * mado_yucho_get_kind_name:
 * @kind_code: the kind of a converted account
 *
 * Returns: (transfer none): what the kind is called
 */
const char *
mado_yucho_get_kind_name (int kind_code)
{
  return kind_code == 2 ? "当座" : "普通";
}

/* --- numbers in running text ---------------------------------------------------------------------------------- */

/* What stands between two runs of digits. */
typedef enum {
  GAP_OTHER, /* words: the runs have nothing to do with each other */
  GAP_BLANK, /* blanks, colons and the like */
  GAP_LABEL, /* the same with the word 番号 */
  GAP_DASH,
} Gap;

typedef struct {
  const char *digits;
  gsize length;
  Gap gap; /* before it */
} Run;

static Gap
classify_gap (const char *text, const char *end)
{
  static const char *const labels[] = { "番号", "口座", "は", "、" };
  Gap gap = GAP_BLANK;

  while (text < end) {
    gunichar character = g_utf8_get_char (text);
    gsize label_length = 0;

    for (gsize i = 0; i < G_N_ELEMENTS (labels) && label_length == 0; i++)
      if (g_str_has_prefix (text, labels[i]))
        label_length = strlen (labels[i]);

    if (label_length > 0)
      gap = GAP_LABEL;
    else if (mado_character_is_dash (character))
      gap = GAP_DASH;
    else if (!g_unichar_isspace (character) && strchr (":,/()", *text) == NULL)
      return GAP_OTHER;
    text = label_length > 0 ? text + label_length : g_utf8_next_char (text);
  }

  return gap;
}

/* Thirteen digits in a row are both parts of a number, where they begin and end as it does. */
static gboolean
is_whole_number (const Run *run)
{
  return run->length == KIGO_LENGTH + BANGO_LENGTH && run->digits[0] == '1' && run->digits[KIGO_LENGTH - 1] == '0' &&
         run->digits[run->length - 1] == '1';
}

/* The runs of digits, and empty ones behind them for those who look ahead. */
static GArray *
split_runs (const char *text)
{
  const Run none[3] = { 0 };
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));
  const char *last_end = NULL;

  while (*(text += strcspn (text, DIGITS)) != '\0') {
    Run run = { text, strspn (text, DIGITS), last_end != NULL ? classify_gap (last_end, text) : GAP_OTHER };

    text = last_end = text + run.length;
    if (is_whole_number (&run)) {
      run.length = KIGO_LENGTH;
      g_array_append_val (runs, run);
      run = (Run) { run.digits + KIGO_LENGTH, BANGO_LENGTH, GAP_BLANK };
    }
    g_array_append_val (runs, run);
  }
  g_array_append_vals (runs, none, G_N_ELEMENTS (none));

  return runs;
}

static gboolean
fits_bango (const Run *run, const Scheme *scheme)
{
  return run->gap != GAP_OTHER && run->length >= scheme->min_bango && run->length <= scheme->max_bango;
}

/* Reads the number that begins at a run. A dash before or behind it makes it a part of something else. */
static gboolean
read_number (const Run *run, MadoYuchoNumber *number)
{
  const Scheme *scheme = run->length == KIGO_LENGTH ? find_scheme (run->digits[0]) : NULL;
  gboolean has_naka = run[1].gap != GAP_OTHER && run[1].length == 1 && run[2].gap >= GAP_LABEL;
  const Run *bango = has_naka ? &run[2] : &run[1];

  if (scheme == NULL || run->digits[KIGO_LENGTH - 1] != '0' || run->gap == GAP_DASH || !fits_bango (bango, scheme) ||
      bango[1].gap == GAP_DASH)
    return FALSE;

  *number = (MadoYuchoNumber) { 0 };
  memcpy (number->kigo, run->digits, KIGO_LENGTH);
  memcpy (number->bango, bango->digits, bango->length);
  if (has_naka)
    number->naka[0] = run[1].digits[0];

  return TRUE;
}

/**
 * mado_yucho_find:
 * @text: what somebody wrote: with labels, dashes of any kind, thirteen digits in a row, in any width
 * @out_number: (out caller-allocates): the first 記号番号 in it, not yet checked; untouched where there is none
 *
 * Seven digits beside a store are an account that was converted already, whatever they are called: not found.
 *
 * Returns: whether there is one
 */
gboolean
mado_yucho_find (const char *text, MadoYuchoNumber *out_number)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *folded = mado_fold_width (valid);
  g_autoptr (GArray) runs = split_runs (folded);
  gboolean names_store = strstr (folded, "店番") != NULL || strstr (folded, "支店") != NULL;
  MadoYuchoNumber number;

  for (const Run *run = &g_array_index (runs, Run, 0); run->length > 0; run++)
    if (read_number (run, &number) && !(names_store && strlen (number.bango) == ACCOUNT_LENGTH)) {
      *out_number = number;
      return TRUE;
    }

  return FALSE;
}
