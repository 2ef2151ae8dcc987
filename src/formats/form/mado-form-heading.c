/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the heading of a form's column to the item that it means, whatever marks and numbers the form's author gave it.
 */

#include "mado-form-heading.h"

#include <string.h>

#include "mado-tables.h"

struct _MadoFormHeadings {
  GHashTable *items; /* normalized heading → MadoFormItem */
};

static void
free_item (MadoFormItem *item)
{
  g_free (item->name);
  g_free (item);
}

/**
 * mado_form_headings_new:
 *
 * Returns: (transfer full): a map that knows no heading
 */
MadoFormHeadings *
mado_form_headings_new (void)
{
  MadoFormHeadings *self = g_new0 (MadoFormHeadings, 1);

  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_item);

  return self;
}

/**
 * mado_form_headings_new_default:
 *
 * Returns: (transfer full): the map of data/tables/form-headings.tsv
 */
MadoFormHeadings *
mado_form_headings_new_default (void)
{
  MadoFormHeadings *self = mado_form_headings_new ();
  MadoTsv rows;

  mado_tables_open ("form-headings.tsv", &rows);
  for (GStrv row; (row = mado_tsv_next (&rows)) != NULL; g_strfreev (row)) {
    MadoFormKind kind = MADO_FORM_KIND_TEXT;
    const gboolean is_kind = g_strv_length (row) > 2 && mado_form_kind_from_name (row[1], &kind);

    g_assert (is_kind);
    for (char **alias = row + 2; *alias != NULL; alias++)
      mado_form_headings_add (self, *alias, row[0], kind);
  }

  return self;
}

/**
 * mado_form_headings_free:
 * @self: (nullable) (transfer full): a map
 */
void
mado_form_headings_free (MadoFormHeadings *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->items);
  g_free (self);
}

/**
 * mado_form_headings_add:
 * @self: a map
 * @heading: a heading as a form may write it
 * @item: the item's name
 * @kind: the kind of its values
 */
void
mado_form_headings_add (MadoFormHeadings *self, const char *heading, const char *item, MadoFormKind kind)
{
  MadoFormItem *row = g_new (MadoFormItem, 1);

  *row = (MadoFormItem) { g_strdup (item), kind };
  g_hash_table_insert (self->items, mado_form_heading_normalize (heading), row);
}

/**
 * mado_form_headings_add_usual:
 * @self: a map
 * @kind: a kind
 * @item: what the map calls it
 *
 * Adds all headings of data/tables/form-headings.tsv of one kind, but for those that the map knows.
 */
void
mado_form_headings_add_usual (MadoFormHeadings *self, MadoFormKind kind, const char *item)
{
  g_autoptr (MadoFormHeadings) usual = mado_form_headings_new_default ();
  GHashTableIter iter;
  const char *heading;
  const MadoFormItem *meaning;

  g_hash_table_iter_init (&iter, usual->items);
  while (g_hash_table_iter_next (&iter, (gpointer *) &heading, (gpointer *) &meaning))
    if (meaning->kind == kind && !g_hash_table_contains (self->items, heading))
      mado_form_headings_add (self, heading, item, kind);
}

/**
 * mado_form_headings_find:
 * @self: a map
 * @heading: a heading of a file
 *
 * Returns: (transfer none) (nullable): what it means, %NULL where the map does not know it
 */
const MadoFormItem *
mado_form_headings_find (const MadoFormHeadings *self, const char *heading)
{
  g_autofree char *normalized = mado_form_heading_normalize (heading);

  return g_hash_table_lookup (self->items, normalized);
}

/**
 * mado_form_kind_from_name:
 * @name: as the tables write it
 * @out_kind: (out): the kind
 *
 * Returns: whether there is such a kind
 */
gboolean
mado_form_kind_from_name (const char *name, MadoFormKind *out_kind)
{
  static const char *const names[] = {
    [MADO_FORM_KIND_TEXT] = "text", [MADO_FORM_KIND_NAME] = "name",       [MADO_FORM_KIND_RECEIPT] = "receipt",
    [MADO_FORM_KIND_TIME] = "time", [MADO_FORM_KIND_DATE] = "date",       [MADO_FORM_KIND_TEL] = "tel",
    [MADO_FORM_KIND_ZIP] = "zip",   [MADO_FORM_KIND_ACCOUNT] = "account", [MADO_FORM_KIND_MAIL] = "mail",
    [MADO_FORM_KIND_CODE] = "code",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0) {
      *out_kind = (MadoFormKind) i;
      return TRUE;
    }

  return FALSE;
}

static void
remove_spaces (char *text)
{
  char *out = text;

  for (const char *next = text, *after; *next != '\0'; next = after) {
    gunichar character = g_utf8_get_char (next);

    after = g_utf8_next_char (next);
    if (g_unichar_isspace (character) || character == 0xFEFF)
      continue;
    memmove (out, next, (gsize) (after - next));
    out += after - next;
  }
  *out = '\0';
}

/* Where the text after a question's number begins: "Q1.", "問3", "2)", "(4)", but not "2回目", whose number is part of
 * the question. */
static const char *
pass_number (const char *text)
{
  static const char *const words[] = { "設問", "質問", "問", "q", "no." };
  gsize word = 0;
  gboolean is_named = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (words) && !is_named; i++) {
    is_named = g_str_has_prefix (text, words[i]);
    word = is_named ? strlen (words[i]) : 0;
  }
  gboolean is_in_brackets = text[word] == '(';
  const char *digits = text + word + (is_in_brackets ? 1 : 0);
  const char *rest = digits + strspn (digits, "0123456789-");
  gboolean has_end = is_in_brackets ? *rest == ')' : *rest != '\0' && strchr (".):_", *rest) != NULL;

  if (g_str_has_prefix (rest, "、"))
    return g_ascii_isdigit (*digits) ? rest + strlen ("、") : text;
  if (!g_ascii_isdigit (*digits) || !(has_end || (is_named && !is_in_brackets)))
    return text;

  return has_end ? rest + 1 : rest;
}

/* Cuts one of the marks of mandatory and optional questions off the beginning or the end, unless nothing would be
 * left. Returns whether there was one. */
static gboolean
cut_mark (const char **begin, const char **end)
{
  static const char *const marks[] = { "【必須】", "[必須]",   "(必須)", "〔必須〕", "<必須>",   "※必須",  "*必須",
                                       "必須",     "【任意】", "[任意]", "(任意)",   "〔任意〕", "<任意>", "※任意",
                                       "*任意",    "任意",     "*",      "※",        ":" };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++) {
    gsize size = strlen (marks[i]);

    if (size >= (gsize) (*end - *begin))
      continue;
    if (memcmp (*end - size, marks[i], size) == 0) {
      *end -= size;
      return TRUE;
    }
    if (memcmp (*begin, marks[i], size) == 0) {
      *begin += size;
      return TRUE;
    }
  }

  return FALSE;
}

static char *
without_marks (const char *text)
{
  const char *begin = text, *end = text + strlen (text);
  gboolean is_cut;

  do
    is_cut = cut_mark (&begin, &end);
  while (is_cut);

  return g_strndup (begin, (gsize) (end - begin));
}

/**
 * mado_form_heading_normalize:
 * @heading: a heading
 *
 * Returns: (transfer full): its NFKC form in small letters, without spaces, question number and mandatory marks
 */
char *
mado_form_heading_normalize (const char *heading)
{
  g_autofree char *composed = g_utf8_normalize (heading, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *small = g_utf8_strdown (composed, -1);

  remove_spaces (small);
  g_autofree char *numbered = without_marks (small);
  const char *rest = pass_number (numbered);

  return without_marks (*rest != '\0' ? rest : numbered); /* a mark may stand on either side of the number */
}
