/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a case, cut to what whoever answers may see, into questions and sentences. A sentence is left out whole where
 * one of its fields has no value: half of it would be wrong. */

#include "mado-guidance.h"

#include <string.h>

#include "mado-call-text.h"
#include "mado-draft.h"
#include "mado-json-member.h"
#include "mado-letter-value.h"
#include "mado-main-item.h"
#include "mado-projection.h"
#include "mado-search-fold.h"

static void
free_question (gpointer data)
{
  g_free (((MadoGuidanceQuestion *) data)->value);
  g_free (data);
}

/**
 * mado_guidance_free:
 * @self: (transfer full): a telling
 */
void
mado_guidance_free (MadoGuidance *self)
{
  g_free (self->number);
  g_free (self->name);
  g_ptr_array_unref (self->questions);
  g_ptr_array_unref (self->sentences);
  g_free (self);
}

/* --- what is shown of the case ------------------------------------------------------------------------------------ */

/* As the words of letters read it: of what is missing, only what is open. */
static yyjson_doc *
show_case (yyjson_val *body)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc), *open = yyjson_mut_arr (doc);
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "deficiencies"));
  yyjson_doc *shown;

  yyjson_mut_doc_set_root (doc, root);
  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (yyjson_obj_get (one, "closed") == NULL)
      yyjson_mut_arr_append (open, yyjson_val_mut_copy (doc, one));
  yyjson_mut_obj_add_val (doc, root, "items", yyjson_val_mut_copy (doc, yyjson_obj_get (body, "items")));
  yyjson_mut_obj_add_val (doc, root, "deficiencies", open);
  shown = yyjson_mut_doc_imut_copy (doc, NULL);
  yyjson_mut_doc_free (doc);

  return shown;
}

/* --- questions ---------------------------------------------------------------------------------------------------- */

static char *
write_answer (const MadoItem *item, yyjson_val *shown)
{
  g_autofree char *value = mado_letter_value_write (item, "", shown);
  g_autofree char *kana = strcmp (item->type, "name") == 0 ? mado_letter_value_write (item, "kana", shown) : NULL;

  if (value != NULL && kana != NULL)
    return g_strdup_printf ("%s（%s）", value, kana);

  return value != NULL ? g_steal_pointer (&value) : g_steal_pointer (&kana);
}

static gboolean
is_same (MadoSearchForm form, const char *value, const char *typed)
{
  g_autofree char *first = mado_search_fold (form, value);
  g_autofree char *second = mado_search_fold (form, typed);

  return first[0] != '\0' && strcmp (first, second) == 0;
}

/* Only the whole of it: a part may be a guess. */
static gboolean
is_typed (const MadoItem *item, yyjson_val *shown, const char *typed)
{
  yyjson_val *items = yyjson_obj_get (shown, "items");
  yyjson_val *value = yyjson_obj_get (items, item->id);

  if (mado_json_get_flag (value, "masked"))
    return FALSE;
  if (strcmp (item->type, "name") == 0)
    return is_same (MADO_SEARCH_FORM_NAME, mado_json_get_text (value, "kanji"), typed) ||
           is_same (MADO_SEARCH_FORM_NAME, mado_json_get_text (value, "kana"), typed);
  if (strcmp (item->type, "date") == 0)
    return is_same (MADO_SEARCH_FORM_DATE, mado_json_get_text (items, item->id), typed);
  if (strcmp (item->type, "code") == 0)
    return is_same (MADO_SEARCH_FORM_CODE, mado_json_get_text (items, item->id), typed);

  return FALSE; /* a number that calls is shown by machines, and said by nobody */
}

static void
add_question (MadoGuidance *self, const MadoItem *item, yyjson_val *shown, const char *typed)
{
  g_autofree char *value = item != NULL ? write_answer (item, shown) : NULL;
  MadoGuidanceQuestion *question;

  if (value == NULL)
    return;
  question = g_new0 (MadoGuidanceQuestion, 1);
  question->item = item;
  question->value = g_steal_pointer (&value);
  question->is_said = is_typed (item, shown, typed);
  g_ptr_array_add (self->questions, question);
}

static void
add_questions (MadoGuidance *self, const MadoProgramme *programme, yyjson_val *shown, const char *typed)
{
  static const char *const types[] = { "name", "date", "address" };

  for (guint i = 0; i < programme->calls.identity->len; i++)
    add_question (self, mado_section_find (programme->items, g_ptr_array_index (programme->calls.identity, i)), shown,
                  typed);
  for (gsize i = 0; programme->calls.identity->len == 0 && i < G_N_ELEMENTS (types); i++)
    add_question (self, mado_main_item_find (programme, types[i]), shown, typed);
}

/* --- sentences ---------------------------------------------------------------------------------------------------- */

/* Where the text is a list of points, its lines stand below each other; else it goes on in the sentence. */
static char *
write_field (const MadoProgramme *programme, const MadoCallTextPiece *piece, yyjson_val *shown)
{
  const MadoItem *item = mado_section_find (programme->items, piece->text);
  g_autofree char *value = item != NULL ? mado_letter_value_write (item, piece->part, shown) : NULL;

  if (value != NULL && g_str_has_prefix (value, "・"))
    return g_strconcat ("\n", value, NULL);

  return g_steal_pointer (&value);
}

/* Returns: (nullable): %NULL where something that it says is not there */
static char *
write_sentence (const MadoProgramme *programme, const char *say, yyjson_val *shown)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize offset = 0;

  for (;;) {
    g_auto (MadoCallTextPiece) piece = { 0 };
    g_autofree char *value = NULL;

    if (!mado_call_text_next (say, &offset, &piece))
      return g_string_free_and_steal (g_steal_pointer (&text));
    value = piece.kind == MADO_CALL_TEXT_FIELD ? write_field (programme, &piece, shown) : g_steal_pointer (&piece.text);
    if (value == NULL)
      return NULL;
    g_string_append (text, value);
  }
}

static gboolean
applies (const MadoCallSentence *sentence, const char *state, const MadoJudgement *judgement)
{
  if (sentence->states->len > 0 && !mado_names_contain (sentence->states, state))
    return FALSE;

  return sentence->when.text[0] == '\0' || mado_judgement_get_answer (judgement, sentence) == MADO_ANSWER_PASSED;
}

static gboolean
add_sentences (
    MadoGuidance *self, const MadoGuidanceSource *source, const MadoEntity *seen, yyjson_val *shown, GError **error)
{
  const MadoProgramme *programme = mado_judge_get_programme (source->judge);
  const char *state = mado_entity_get_state (seen);
  const MadoJudgement *judgement =
      mado_judge_case (source->judge, mado_entity_get_body (seen), state, source->today, error);

  for (guint i = 0; judgement != NULL && i < mado_section_get_count (programme->calls.sentences); i++) {
    const MadoCallSentence *sentence = mado_section_get (programme->calls.sentences, i);
    g_autofree char *text =
        applies (sentence, state, judgement) ? write_sentence (programme, sentence->say, shown) : NULL;

    if (text != NULL)
      g_ptr_array_add (self->sentences, g_steal_pointer (&text));
  }

  return judgement != NULL;
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

static char *
dup_main (const MadoProgramme *programme, const char *type, yyjson_val *shown)
{
  const MadoItem *item = mado_main_item_find (programme, type);
  char *text = item != NULL ? mado_letter_value_write (item, "", shown) : NULL;

  return text != NULL ? text : g_strdup ("");
}

static gboolean
read_case (MadoGuidance *self, const MadoGuidanceSource *source, const MadoEntity *seen, GError **error)
{
  const MadoProgramme *programme = mado_judge_get_programme (source->judge);
  g_autoptr (yyjson_doc) doc = show_case (mado_entity_get_body (seen));
  yyjson_val *shown = yyjson_doc_get_root (doc);

  self->id = mado_entity_get_id (seen);
  self->is_protected = yyjson_obj_get (mado_entity_get_body (seen), "protected") != NULL;
  self->number = dup_main (programme, "code", shown);
  self->name = dup_main (programme, "name", shown);
  if (self->is_protected)
    return TRUE;
  add_questions (self, programme, shown, source->typed);

  return add_sentences (self, source, seen, shown, error);
}

/**
 * mado_guidance_read:
 * @source: what it is made of
 * @out_guidance: (out) (transfer full) (nullable): what is asked and told; %NULL: this person does not see the case
 * @error: what the rules could not be run with
 *
 * Returns: whether the case could be read
 */
gboolean
mado_guidance_read (const MadoGuidanceSource *source, MadoGuidance **out_guidance, GError **error)
{
  const MadoProgramme *programme = mado_judge_get_programme (source->judge);
  g_autoptr (MadoGuidance) self = g_new0 (MadoGuidance, 1);
  g_autoptr (MadoEntity) seen = NULL;

  self->questions = g_ptr_array_new_with_free_func (free_question);
  self->sentences = g_ptr_array_new_with_free_func (g_free);
  if (!mado_project_for_person (programme, source->entity, NULL, source->person, &seen, error) ||
      (seen != NULL && !read_case (self, source, seen, error)))
    return FALSE;
  *out_guidance = seen != NULL ? g_steal_pointer (&self) : NULL;

  return TRUE;
}

/**
 * mado_guidance_dup_text:
 * @self: a telling
 *
 * Returns: (transfer full): all of its sentences, each in a line of its own
 */
char *
mado_guidance_dup_text (const MadoGuidance *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->sentences->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (self->sentences, i));

  return g_string_free_and_steal (text);
}
