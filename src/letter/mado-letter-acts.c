/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A run goes to the post office first; then each of its letters is on its way. Where that ends in the middle, the
 * letters that are left say so themselves, and sending goes on with them. */

#include "mado-letter-acts.h"

#include <string.h>

#include "mado-json-member.h"
#include "mado-letter-run.h"
#include "mado-letter-shelf.h"
#include "mado-refusal.h"

static void
put_text (yyjson_mut_doc *doc, yyjson_mut_val *body, const char *name, const char *text)
{
  if (text != NULL)
    yyjson_mut_obj_add_strcpy (doc, body, name, text);
}

static void
put_date (yyjson_mut_doc *doc, yyjson_mut_val *body, const char *name, MadoDate date)
{
  char iso[MADO_DATE_ISO_SIZE];

  if (!mado_date_is_valid (date))
    return;
  mado_date_to_iso (date, iso);
  yyjson_mut_obj_add_strcpy (doc, body, name, iso);
}

static yyjson_mut_val *
write_body (yyjson_mut_doc *doc, const MadoLetterAct *act)
{
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  put_text (doc, body, "sheet", act->sheet);
  put_text (doc, body, "envelope", act->envelope);
  put_text (doc, body, "reason", act->reason);
  put_date (doc, body, "day", act->day);
  put_date (doc, body, "due", act->due);
  put_text (doc, body, "office", act->office);
  put_text (doc, body, "means", act->means);

  return body;
}

/**
 * mado_letter_act_on_run:
 * @clerk: who does it
 * @pile: a run, as whoever does it has seen it
 * @act: what is done
 * @out_refused: (out) (transfer none) (nullable): the code with which the work refused it
 * @error: why it could not be written
 *
 * Returns: whether that is known
 */
gboolean
mado_letter_act_on_run (const MadoDeskClerk *clerk,
                        const MadoLetterPile *pile,
                        const MadoLetterAct *act,
                        const char **out_refused,
                        GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = write_body (doc, act);
  const MadoDeskWish wish = { act->kind, mado_entity_get_id (pile->run), mado_entity_get_version (pile->run), body,
                              FALSE };
  const gint64 n_good = mado_letter_pile_count_good (pile);
  gboolean is_known = TRUE;

  if (act->counts)
    yyjson_mut_obj_add_sint (doc, body, "count", n_good);
  if (act->counts && act->count > 0 && act->count != n_good)
    *out_refused = MADO_REFUSAL_COUNT; /* even where nobody here knows the service's figures */
  else
    is_known = mado_desk_clerk_save_or_tell (clerk, &wish, out_refused, error);
  yyjson_mut_doc_free (doc);

  return is_known;
}

/**
 * mado_letter_act_write:
 * @clerk: who does it
 * @letter: a letter, as whoever does it has seen it
 * @act: what is done
 * @error: why it cannot be written
 *
 * Returns: (transfer full) (nullable): the operation, which is nowhere yet
 */
MadoOperation *
mado_letter_act_write (const MadoDeskClerk *clerk, const MadoEntity *letter, const MadoLetterAct *act, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  const MadoDeskWish wish = { act->kind, mado_entity_get_id (letter), mado_entity_get_version (letter),
                              write_body (doc, act), FALSE };
  MadoOperation *operation = mado_desk_clerk_write (clerk, &wish, error);

  yyjson_mut_doc_free (doc);

  return operation;
}

/**
 * mado_letter_act_on_letter:
 * @clerk: who does it
 * @letter: a letter, as whoever does it has seen it
 * @act: what is done
 * @out_refused: (out) (transfer none) (nullable): the code with which the work refused it
 * @error: why it could not be written
 *
 * Returns: whether that is known
 */
gboolean
mado_letter_act_on_letter (const MadoDeskClerk *clerk,
                           const MadoEntity *letter,
                           const MadoLetterAct *act,
                           const char **out_refused,
                           GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  const MadoDeskWish wish = { act->kind, mado_entity_get_id (letter), mado_entity_get_version (letter),
                              write_body (doc, act), FALSE };
  gboolean is_known = mado_desk_clerk_save_or_tell (clerk, &wish, out_refused, error);

  yyjson_mut_doc_free (doc);

  return is_known;
}

/* --- on their way ------------------------------------------------------------------------------------------------- */

/* One that came back has joined another run since, or will. */
static gboolean
is_to_send (const MadoLetterPile *pile, const MadoPiledSheet *sheet)
{
  yyjson_val *held = yyjson_obj_get (mado_entity_get_body (sheet->letter), "sheet");

  return (sheet->state == MADO_PILED_GOOD || sheet->state == MADO_PILED_ENCLOSED) &&
         mado_letter_is_unsent (sheet->letter) && yyjson_obj_get (held, "sent") == NULL &&
         mado_id_compare (mado_json_get_id (held, "run"), mado_entity_get_id (pile->run)) == 0;
}

/**
 * mado_letter_count_to_send:
 * @pile: a run
 *
 * Returns: of how many of its letters it is not yet on record that they are on their way
 */
guint
mado_letter_count_to_send (const MadoLetterPile *pile)
{
  guint count = 0;

  for (guint i = 0; i < pile->sheets->len; i++)
    count += is_to_send (pile, g_ptr_array_index (pile->sheets, i)) ? 1 : 0;

  return count;
}

static yyjson_val *
find_dispatch (const MadoLetterPile *pile)
{
  return yyjson_arr_get_last (yyjson_obj_get (mado_entity_get_body (pile->run), "steps"));
}

static GPtrArray *
write_sending (const MadoDeskClerk *clerk, const MadoLetterPile *pile, GError **error)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  gboolean is_good = TRUE;

  put_text (doc, body, "day", mado_json_get_text (find_dispatch (pile), "day"));
  put_text (doc, body, "means", mado_json_get_text (find_dispatch (pile), "means"));
  for (guint i = 0; is_good && i < pile->sheets->len; i++) {
    const MadoPiledSheet *sheet = g_ptr_array_index (pile->sheets, i);
    const MadoDeskWish wish = { "notice.send", mado_entity_get_id (sheet->letter),
                                mado_entity_get_version (sheet->letter), body, FALSE };
    MadoOperation *operation = is_to_send (pile, sheet) ? mado_desk_clerk_write (clerk, &wish, error) : NULL;

    if (operation != NULL)
      g_ptr_array_add (operations, operation);
    is_good = operation != NULL || !is_to_send (pile, sheet);
  }
  yyjson_mut_doc_free (doc);

  return is_good ? g_steal_pointer (&operations) : NULL;
}

/**
 * mado_letter_send_all:
 * @clerk: who writes it down
 * @pile: a run that was dispatched
 * @out_n_sent: (out): how many letters are on their way now that were not before
 * @out_refused: (out) (transfer none) (nullable): the first code with which the work refused one
 * @error: why it could not be written; what was written before stays, and calling again goes on
 *
 * Returns: whether it went through to the end
 */
gboolean
mado_letter_send_all (
    const MadoDeskClerk *clerk, const MadoLetterPile *pile, guint *out_n_sent, const char **out_refused, GError **error)
{
  g_autoptr (GPtrArray) operations = write_sending (clerk, pile, error);
  g_autoptr (GPtrArray) outcomes = operations != NULL ? mado_desk_clerk_save (clerk, operations, error) : NULL;

  if (outcomes == NULL)
    return FALSE;
  *out_n_sent = 0;
  *out_refused = NULL;
  for (guint i = 0; i < outcomes->len; i++) {
    const MadoOutcome *outcome = g_ptr_array_index (outcomes, i);

    if (!mado_outcome_is_refused (outcome))
      (*out_n_sent)++;
    else if (*out_refused == NULL)
      *out_refused = g_intern_string (outcome->refusal->code);
  }

  return TRUE;
}

/**
 * mado_letter_open_series:
 * @clerk: who opens them
 * @pattern: of document numbers; % is where it counts
 * @year: a fiscal year
 * @first: the first number
 * @out_series: (out): the series
 * @out_refused: (out) (nullable): the code with which the work refused it
 * @error: why it could not be written
 *
 * Returns: whether that is known
 */
gboolean
mado_letter_open_series (const MadoDeskClerk *clerk,
                         const char *pattern,
                         int year,
                         guint64 first,
                         MadoId *out_series,
                         const char **out_refused,
                         GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  const MadoDeskWish wish = { .kind = "series.open", .entity = mado_id_draw (), .body = body };
  gboolean is_known;

  yyjson_mut_obj_add_strcpy (doc, body, "pattern", pattern);
  yyjson_mut_obj_add_uint (doc, body, "year", (guint64) year);
  yyjson_mut_obj_add_uint (doc, body, "first", first);
  is_known = mado_desk_clerk_save_or_tell (clerk, &wish, out_refused, error);
  yyjson_mut_doc_free (doc);
  *out_series = wish.entity;

  return is_known;
}
