/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cleans and checks one field as if it were the column of a form; a choice is typed by its id. */

#include "mado-intake-typed.h"

#include <string.h>

#include "mado-form-value.h"
#include "mado-intake-type.h"
#include "mado-my-number.h"

/**
 * mado_intake_typed_takes:
 * @item: an item
 *
 * Returns: whether people type it into one field; not what two people type, what fills itself, or a comment
 */
gboolean
mado_intake_typed_takes (const MadoItem *item)
{
  return mado_item_takes_edits (item) && mado_intake_type_find (item, "") != NULL;
}

/* The first that refuses it; else the first of all. */
static const char *
find_code (const MadoFindings *findings)
{
  const char *odd = NULL;

  for (guint i = 0; i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);

    if (finding->severity == MADO_SEVERITY_ERROR)
      return finding->code;
    if (odd == NULL)
      odd = finding->code;
  }

  return odd;
}

/* Returns: (transfer full) (nullable): %NULL where it must not be taken */
static char *
clean (const MadoItem *item, MadoFormKind kind, const char *typed, const char **out_code)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  const MadoFormPlace place = { findings, 1, 1, item->id, "UTF-8" };
  MadoMyNumberLevel level = mado_my_number_scan (typed, NULL, NULL);
  MadoFormValue value;
  char *text = NULL;

  if (level == MADO_MY_NUMBER_HIGH) {
    *out_code = "E_MY_NUMBER";
    return NULL;
  }
  mado_form_value_clean (&value, kind, typed, &place);
  *out_code = find_code (findings);
  if (*out_code == NULL && level == MADO_MY_NUMBER_MID)
    *out_code = "W_MY_NUMBER";
  if (value.is_usable)
    text = g_strdup (value.text);
  mado_form_value_clear (&value);

  return text;
}

static yyjson_mut_val *
read_text (const MadoItem *item, const char *text, yyjson_mut_doc *doc, const char **out_code)
{
  const MadoIntakeType *type = mado_intake_type_find (item, "");
  g_autoptr (GHashTable) words = mado_intake_words_new ();
  g_autofree char *cleaned = clean (item, type->kind, text, out_code);
  const char *code = NULL;
  yyjson_mut_val *value;

  if (cleaned == NULL)
    return NULL;
  mado_intake_words_add_own (words, item);
  value = mado_intake_type_read (type, words, cleaned, doc, &code);
  if (value != NULL && code == NULL)
    code = mado_intake_value_check (item, value);
  if (code != NULL)
    *out_code = code;

  return value;
}

static gboolean
add_kana (const MadoItem *item, const char *kana, yyjson_mut_val *name, yyjson_mut_doc *doc, const char **out_code)
{
  const char *code = NULL;
  g_autofree char *cleaned = clean (item, MADO_FORM_KIND_NAME, kana, &code);

  if (cleaned != NULL && cleaned[0] != '\0') {
    yyjson_mut_obj_add_strcpy (doc, name, "kana", cleaned);
    if (code == NULL)
      code = mado_intake_value_check (item, name);
  }
  if (code != NULL)
    *out_code = code;

  return cleaned != NULL;
}

/**
 * mado_intake_typed_read:
 * @item: an item of those that mado_intake_typed_takes()
 * @text: what was typed; a choice by its id
 * @kana: (nullable): of a name, how it is read
 * @doc: what the result belongs to
 * @out_code: (out) (nullable) (type static): "E_…": why it is not taken; "W_…": what is odd about it; %NULL: it is well
 *
 * Returns: (transfer none) (nullable): the value as it is stored; %NULL where nothing was typed, or it is not taken
 */
yyjson_mut_val *
mado_intake_typed_read (
    const MadoItem *item, const char *text, const char *kana, yyjson_mut_doc *doc, const char **out_code)
{
  yyjson_mut_val *value;

  *out_code = NULL;
  value = read_text (item, text, doc, out_code);
  if (kana != NULL && kana[0] != '\0') {
    if (value == NULL && *out_code == NULL)
      *out_code = "E_VALUE"; /* nobody has a name that is only read */
    if (value == NULL || !add_kana (item, kana, value, doc, out_code))
      return NULL;
  }

  return *out_code != NULL && (*out_code)[0] == 'E' ? NULL : value;
}
