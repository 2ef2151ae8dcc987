/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What keeps a case from moving on is done: looking at papers, asking for what is missing, typing accounts. Which of
 * it, the refusal says, as it says to a clerk. */

#include "mado-case-remedy.h"

#include <string.h>

#include "mado-case-form.h"
#include "mado-case-step.h"
#include "mado-json-member.h"

static const MadoProgramme *
get_programme (const MadoCaseLife *life)
{
  return life->office->programme;
}

/* --- looking ----------------------------------------------------------------------------------------------------- */

/* Whoever ends the check looks. */
static GPtrArray *
list_lookers (MadoCaseLife *life)
{
  MadoCounter *counter = life->office->counter;

  for (guint i = 0; i < mado_section_get_count (get_programme (life)->transitions); i++) {
    const MadoTransition *transition = mado_section_get (get_programme (life)->transitions, i);

    if (mado_names_contain (transition->needs, "visual_checks"))
      return mado_staff_list (counter->staff, transition->roles, &counter->chance);
  }

  return g_ptr_array_new ();
}

static gboolean
look (MadoCaseLife *life, const char *check)
{
  g_autoptr (GPtrArray) lookers = list_lookers (life);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  gboolean is_done;

  yyjson_mut_obj_add_strcpy (doc, body, "check", check);
  yyjson_mut_obj_add_bool (doc, body, "seen", true);
  is_done = mado_case_life_do (life, "case.see", body, lookers);
  yyjson_mut_doc_free (doc);

  return is_done;
}

static gboolean
look_at_papers (MadoCaseLife *life, const GPtrArray *checks)
{
  gboolean is_done = FALSE;

  for (guint i = 0; i < checks->len; i++)
    is_done = look (life, g_ptr_array_index (checks, i)) || is_done;

  return is_done;
}

/* What applies to the case and nobody has looked at yet. */
static GPtrArray *
list_unseen (MadoCaseLife *life)
{
  MadoCounter *counter = life->office->counter;
  MadoEntity *entity = mado_case_life_find (life);
  yyjson_val *body = mado_entity_get_body (entity);
  const MadoJudgement *judgement = mado_judge_case (counter->judge, body, mado_entity_get_state (entity),
                                                    mado_instant_get_japanese_day (counter->now), NULL);
  GPtrArray *unseen = g_ptr_array_new ();

  for (guint i = 0; judgement != NULL && i < mado_section_get_count (get_programme (life)->visual_checks); i++) {
    const MadoVisualCheck *check = mado_section_get (get_programme (life)->visual_checks, i);

    if (mado_judgement_get_answer (judgement, check) != MADO_ANSWER_FOUND &&
        yyjson_obj_get (yyjson_obj_get (body, "seen"), check->id) == NULL)
      g_ptr_array_add (unseen, (gpointer) check->id);
  }

  return unseen;
}

/* --- mending ----------------------------------------------------------------------------------------------------- */

static gboolean
fill_in (MadoCaseLife *life, const GPtrArray *items)
{
  gboolean is_done = FALSE;

  for (guint i = 0; i < items->len; i++) {
    const MadoItem *item = mado_section_find (get_programme (life)->items, g_ptr_array_index (items, i));

    if (item != NULL)
      is_done = mado_case_form_mend (life, item) || is_done;
  }

  return is_done;
}

static const MadoCheck *
find_check (const MadoCaseLife *life, const char *id)
{
  const MadoCheck *check = mado_section_find (get_programme (life)->checks, id);

  for (guint i = 0; check == NULL && i < mado_section_get_count (get_programme (life)->lists); i++)
    check = mado_section_find (((const MadoItemGroup *) mado_section_get (get_programme (life)->lists, i))->checks, id);

  return check;
}

static gboolean
mend_checks (MadoCaseLife *life, const GPtrArray *checks)
{
  g_autoptr (GPtrArray) unseen = list_unseen (life);
  gboolean is_done = look_at_papers (life, unseen);

  for (guint i = 0; i < checks->len; i++) {
    const MadoCheck *check = find_check (life, g_ptr_array_index (checks, i));

    if (check != NULL && check->items->len > 0)
      is_done = fill_in (life, check->items) || is_done;
  }

  return is_done;
}

/* The old account failed: a new one is asked for. */
static gboolean
change_account (MadoCaseLife *life, G_GNUC_UNUSED const GPtrArray *subjects)
{
  for (guint i = 0; i < mado_section_get_count (get_programme (life)->items); i++) {
    const MadoItem *item = mado_section_get (get_programme (life)->items, i);

    if (item->entry[0] != '\0' && mado_paper_draw_again (life->paper, item) != NULL)
      return mado_case_form_enter_account (life, item);
  }

  return FALSE;
}

static gboolean
close_deficiencies (MadoCaseLife *life, G_GNUC_UNUSED const GPtrArray *subjects)
{
  const MadoSection *transitions = get_programme (life)->transitions;

  for (guint i = 0; i < mado_section_get_count (transitions); i++) {
    const MadoTransition *transition = mado_section_get (transitions, i);

    if (transition->closes[0] != '\0' && mado_names_contain (transition->from, mado_case_life_get_state (life)))
      return mado_case_step_take (life, transition);
  }

  return FALSE;
}

static const struct {
  const char *code;
  gboolean (*apply) (MadoCaseLife *life, const GPtrArray *subjects);
} remedies[] = {
  { MADO_REFUSAL_REQUIRED, fill_in },
  { MADO_REFUSAL_CHECKS, mend_checks },
  { MADO_REFUSAL_VISUAL_CHECKS, look_at_papers },
  { MADO_REFUSAL_DEFICIENCY_OPEN, close_deficiencies },
  { MADO_REFUSAL_ACCOUNT_SAME, change_account },
};

/**
 * mado_case_remedy_apply:
 * @life: a case that could not be moved on just now
 *
 * Returns: whether something was done about it
 */
gboolean
mado_case_remedy_apply (MadoCaseLife *life)
{
  MadoCounter *counter = life->office->counter;

  for (gsize i = 0; i < G_N_ELEMENTS (remedies); i++)
    if (mado_counter_was_refused_with (counter, remedies[i].code)) {
      g_autoptr (MadoOutcome) refusal = g_steal_pointer (&counter->refusal);

      return remedies[i].apply (life, refusal->refusal->subjects);
    }

  return FALSE;
}
