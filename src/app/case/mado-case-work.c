/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads from the programme and the case what this person can do here. It proposes; mado_apply() decides. */

#include "mado-case-work.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-account-fate.h"
#include "mado-json-member.h"
#include "mado-paper-step.h"
#include "mado-wording.h"

static void
free_finding (gpointer data)
{
  g_free (((MadoCaseFinding *) data)->text);
  g_free (data);
}

static void
free_banner (gpointer data)
{
  g_free (((MadoCaseBanner *) data)->text);
  g_free (data);
}

static void
free_look (gpointer data)
{
  g_free (((MadoCaseLook *) data)->by);
  g_free (data);
}

static void
free_note (gpointer data)
{
  MadoCaseNote *note = data;

  g_free (note->by);
  g_free (note->moment);
  g_free (note->text);
  g_free (note);
}

static void
free_conflict (gpointer data)
{
  MadoCaseConflict *conflict = data;

  g_free (conflict->mine_text);
  g_free (conflict->theirs_text);
  g_free (conflict);
}

/**
 * mado_case_work_free:
 * @self: (transfer full): work
 */
void
mado_case_work_free (MadoCaseWork *self)
{
  g_ptr_array_unref (self->moves);
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->banners);
  g_ptr_array_unref (self->looks);
  g_ptr_array_unref (self->conflicts);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->open);
  mado_entity_unref (self->seen);
  g_free (self);
}

/* --- ways out ----------------------------------------------------------------------------------------------------- */

/* What a packet brings, a signature carries or a receipt begins has a page of its own; so has what comes on paper, to
 * which the step leads. */
static gboolean
is_by_hand (const MadoProgramme *programme, const MadoTransition *transition)
{
  return transition->packet[0] == '\0' && transition->signed_by[0] == '\0' &&
         (transition->claims->len == 0 || transition == mado_paper_step_find (programme));
}

static gboolean
is_accepting (const MadoTransition *transition)
{
  return mado_names_contain (transition->needs, "checks") || mado_names_contain (transition->needs, "visual_checks");
}

/* Whoever was to accept it says why not, and those before look at it again. Nobody else has to agree. */
static gboolean
leads_back (const MadoProgramme *programme, const MadoTransition *transition)
{
  if (!mado_names_contain (transition->reason, "text") || transition->second_person->len > 0)
    return FALSE;
  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *other = mado_section_get (programme->transitions, i);

    if (is_accepting (other) && mado_names_contain (other->from, transition->to))
      return TRUE;
  }

  return FALSE;
}

static MadoCaseMoveKind
get_kind (const MadoProgramme *programme, const MadoTransition *transition)
{
  if (is_accepting (transition))
    return MADO_CASE_MOVE_ACCEPT;
  if ((transition->opens[0] != '\0' && strcmp (transition->to, "same") != 0) || leads_back (programme, transition))
    return MADO_CASE_MOVE_RETURN;

  return MADO_CASE_MOVE_OTHER;
}

static void
add_open_deficiencies (MadoCaseWork *self)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (self->seen), "deficiencies"));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (yyjson_obj_get (one, "closed") == NULL)
      g_ptr_array_add (self->open, g_strdup (mado_json_get_text (one, "id")));
}

/* A step that closes what is open needs something that is. */
static gboolean
is_to_the_point (const MadoCaseWork *self, const MadoTransition *transition)
{
  return transition->closes[0] == '\0' || self->open->len > 0;
}

static void
add_moves (MadoCaseWork *self, const MadoCaseWorkSource *source)
{
  const MadoProgramme *programme = mado_judge_get_programme (source->judge);

  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (programme->transitions, i);
    const MadoCaseMove move = { transition, get_kind (programme, transition) };

    if (is_by_hand (programme, transition) && is_to_the_point (self, transition) &&
        mado_names_contain (transition->from, mado_entity_get_state (self->seen)) &&
        mado_policy_has_role (source->person, transition->roles))
      g_ptr_array_add (self->moves, g_memdup2 (&move, sizeof move));
  }
}

/* Whoever asked never agrees, whatever else he may do. */
static void
find_asked (MadoCaseWork *self, const MadoCaseWorkSource *source)
{
  yyjson_val *asked = yyjson_obj_get (mado_entity_get_body (self->seen), "asked"),
             *move = yyjson_obj_get (asked, "move");
  const MadoSection *transitions = mado_judge_get_programme (source->judge)->transitions;
  const MadoTransition *transition = mado_section_find (transitions, mado_json_get_text (move, "transition"));

  if (transition == NULL)
    return;
  self->asked.transition = transition;
  self->asked.operation = mado_json_get_text (asked, "operation");
  self->asked.by = mado_json_get_text (asked, "by");
  self->asked.reason = mado_json_get_text (move, "reason");
  self->asked.is_own = strcmp (self->asked.by, source->person->account) == 0;
  self->asked.may_agree = !self->asked.is_own && mado_policy_has_role (source->person, transition->second_person);
}

/**
 * mado_case_work_is_possible:
 * @self: work
 *
 * Returns: whether this person can do more with the case now than to comment on it, which gets in nobody's way
 */
gboolean
mado_case_work_is_possible (const MadoCaseWork *self)
{
  return self->moves->len > 0 || self->stage != MADO_CASE_ENTRY_NOT || self->asked.may_agree;
}

/**
 * mado_case_work_lay_down:
 * @self: work that nobody has been shown
 *
 * Somebody else goes on with it: what there is can be seen, and nothing is offered.
 */
void
mado_case_work_lay_down (MadoCaseWork *self)
{
  self->is_for_looking = TRUE;
  self->note = NULL;
  self->asked.is_own = self->asked.may_agree = FALSE;
  self->stage = MADO_CASE_ENTRY_NOT;
  g_ptr_array_set_size (self->moves, 0);
}

/**
 * mado_case_work_find_move:
 * @self: work
 * @kind: of a way out
 *
 * Returns: (transfer none) (nullable): the first of that kind
 */
const MadoCaseMove *
mado_case_work_find_move (const MadoCaseWork *self, MadoCaseMoveKind kind)
{
  for (guint i = 0; i < self->moves->len; i++) {
    const MadoCaseMove *move = g_ptr_array_index (self->moves, i);

    if (move->kind == kind)
      return move;
  }

  return NULL;
}

/* --- what the rules find ------------------------------------------------------------------------------------------ */

static void
add_finding (MadoCaseWork *self, char *text, gboolean stops)
{
  MadoCaseFinding *finding = g_new0 (MadoCaseFinding, 1);

  finding->text = text;
  finding->stops = stops;
  g_ptr_array_add (self->findings, finding);
}

static void
add_missing (MadoCaseWork *self, const MadoJudgement *judgement)
{
  for (guint i = 0; i < judgement->missing->len; i++) {
    const MadoMissingItem *missing = &g_array_index (judgement->missing, MadoMissingItem, i);

    if (missing->is_certain) /* Translators: %s is the name of an item */
      add_finding (self, g_strdup_printf (_ ("“%s” is missing"), missing->item->label), TRUE);
  }
}

static gboolean
is_missing (const MadoJudgement *judgement, const char *item)
{
  for (guint i = 0; i < judgement->missing->len; i++) {
    const MadoMissingItem *missing = &g_array_index (judgement->missing, MadoMissingItem, i);

    if (missing->is_certain && strcmp (missing->item->id, item) == 0)
      return TRUE;
  }

  return FALSE;
}

/* What is missing is told once, and not by every check that asks for it. */
static gboolean
is_told (const MadoJudgement *judgement, const MadoCheck *check)
{
  for (guint i = 0; i < check->items->len; i++)
    if (is_missing (judgement, g_ptr_array_index (check->items, i)))
      return TRUE;

  return FALSE;
}

static gboolean
is_stop (const MadoCheck *check)
{
  return strcmp (check->severity, "stop") == 0;
}

/* What cannot be judged yet hangs on what is missing, which is told already; what only is to be minded and stands in
 * a banner is told there. */
static void
add_checks (MadoCaseWork *self, const MadoJudgement *judgement, gboolean stops)
{
  for (guint i = 0; i < judgement->checks->len; i++) {
    const MadoJudgedCheck *judged = &g_array_index (judgement->checks, MadoJudgedCheck, i);

    if (judged->answer == MADO_ANSWER_FOUND && is_stop (judged->check) == stops &&
        !is_told (judgement, judged->check) && (stops || !judged->check->banner))
      add_finding (self, g_strdup (judged->check->say), stops);
  }
}

static void
add_banners (MadoCaseWork *self, const MadoProgramme *programme, const MadoJudgement *judgement)
{
  for (guint i = 0; i < judgement->checks->len; i++) {
    const MadoJudgedCheck *judged = &g_array_index (judgement->checks, MadoJudgedCheck, i);
    const GPtrArray *items = judged->check->items;
    MadoCaseBanner *banner;

    if (judged->answer != MADO_ANSWER_FOUND || !judged->check->banner)
      continue;
    banner = g_new0 (MadoCaseBanner, 1);
    banner->text = g_strdup (judged->check->say);
    banner->item = items->len > 0 ? mado_section_find (programme->items, g_ptr_array_index (items, 0)) : NULL;
    g_ptr_array_add (self->banners, banner);
  }
}

/* Who decides on what others have looked at looks at no paper himself. */
static gboolean
has_to_look (const MadoCaseWork *self)
{
  const MadoCaseMove *accept = mado_case_work_find_move (self, MADO_CASE_MOVE_ACCEPT);

  return accept != NULL && mado_names_contain (accept->transition->needs, "visual_checks");
}

static void
add_looks (MadoCaseWork *self, const MadoProgramme *programme, const MadoJudgement *judgement)
{
  yyjson_val *seen = yyjson_obj_get (mado_entity_get_body (self->seen), "seen");

  for (guint i = 0; i < mado_section_get_count (programme->visual_checks); i++) {
    const MadoVisualCheck *check = mado_section_get (programme->visual_checks, i);
    yyjson_val *stamp = yyjson_obj_get (seen, check->id);
    MadoCaseLook *look;

    if (mado_judgement_get_answer (judgement, check) == MADO_ANSWER_FOUND)
      continue;
    look = g_new0 (MadoCaseLook, 1);
    look->check = check;
    look->by = stamp != NULL ? g_strdup (mado_json_get_text (stamp, "by")) : NULL;
    g_ptr_array_add (self->looks, look);
  }
}

/* The check has ended, but another account is waited for: its passbook is to be seen, and what was seen of the other
 * one counts no more. */
static gboolean
is_seen_anew (const MadoCaseWork *self, const MadoCaseWorkSource *source)
{
  const MadoProgramme *programme = mado_judge_get_programme (source->judge);
  const MadoState *state = mado_section_find (programme->states, mado_entity_get_state (self->seen));

  return state != NULL && state->is_fixed && mado_programme_takes_account (programme, state->id) &&
         mado_policy_may_look (source->person, programme);
}

/* Nobody who only reads a case is kept from it because its rules cannot be run. */
static gboolean
judge (MadoCaseWork *self, const MadoCaseWorkSource *source, GError **error)
{
  gboolean is_checked = mado_case_work_find_move (self, MADO_CASE_MOVE_ACCEPT) != NULL;
  const MadoJudgement *judgement =
      mado_judge_case (source->judge, mado_entity_get_body (self->seen), mado_entity_get_state (self->seen),
                       source->today, is_checked ? error : NULL);

  if (judgement == NULL)
    return !is_checked;
  add_banners (self, mado_judge_get_programme (source->judge), judgement);
  if (has_to_look (self) || is_seen_anew (self, source))
    add_looks (self, mado_judge_get_programme (source->judge), judgement);
  if (!is_checked)
    return TRUE;
  add_missing (self, judgement);
  add_checks (self, judgement, TRUE);
  add_checks (self, judgement, FALSE);

  return TRUE;
}

/* Whoever checks a case, and whoever else has it before them while it can still be changed. */
static gboolean
is_judged (const MadoCaseWork *self, const MadoCaseWorkSource *source)
{
  const MadoProgramme *programme = mado_judge_get_programme (source->judge);
  const MadoState *state = mado_section_find (programme->states, mado_entity_get_state (self->seen));

  return mado_case_work_find_move (self, MADO_CASE_MOVE_ACCEPT) != NULL || is_seen_anew (self, source) ||
         (state != NULL && !state->is_end && !state->is_fixed);
}

/**
 * mado_case_work_count_stops:
 * @self: work
 *
 * Returns: how many findings have to be out of the way first
 */
guint
mado_case_work_count_stops (const MadoCaseWork *self)
{
  guint count = 0;

  for (guint i = 0; i < self->findings->len; i++)
    count += ((const MadoCaseFinding *) g_ptr_array_index (self->findings, i))->stops ? 1 : 0;

  return count;
}

/**
 * mado_case_work_count_unseen:
 * @self: work
 *
 * Returns: how much is still to be seen
 */
guint
mado_case_work_count_unseen (const MadoCaseWork *self)
{
  guint count = 0;

  for (guint i = 0; i < self->looks->len; i++)
    count += ((const MadoCaseLook *) g_ptr_array_index (self->looks, i))->by == NULL ? 1 : 0;

  return count;
}

/**
 * mado_case_work_dup_standing:
 * @self: work
 *
 * A button that is gray does not say why.
 *
 * Returns: (transfer full): what is still in the way of accepting the case, in words
 */
char *
mado_case_work_dup_standing (const MadoCaseWork *self)
{
  guint n_stops = mado_case_work_count_stops (self), n_unseen = mado_case_work_count_unseen (self);
  g_autofree char *stops = g_strdup_printf (ngettext ("%u thing stops it", "%u things stop it", n_stops), n_stops);
  g_autofree char *unseen =
      g_strdup_printf (ngettext ("%u still to be seen", "%u still to be seen", n_unseen), n_unseen);

  if (n_stops > 0 && n_unseen > 0) /* Translators: "2 things stop it, 3 still to be seen" */
    return g_strdup_printf (_ ("%s, %s"), stops, unseen);
  if (n_stops + n_unseen == 0)
    return g_strdup (_ ("Nothing stops it"));

  return n_stops > 0 ? g_steal_pointer (&stops) : g_steal_pointer (&unseen);
}

/* --- two people, one item ----------------------------------------------------------------------------------------- */

static char *
write_value (const MadoItem *item, yyjson_val *value)
{
  char *text = mado_wording_write_value (item, value);

  return text != NULL ? text : g_strdup (_ ("(empty)"));
}

static void
add_conflicts (MadoCaseWork *self, const MadoCaseWorkSource *source)
{
  const MadoProgramme *programme = mado_judge_get_programme (source->judge);
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (self->seen), "conflicts"));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter)) {
    const MadoItem *item = mado_section_find (programme->items, mado_json_get_text (one, "item"));
    MadoCaseConflict *conflict;

    if (item == NULL || !mado_policy_may_edit (source->person, item))
      continue;
    conflict = g_new0 (MadoCaseConflict, 1);
    *conflict = (MadoCaseConflict) {
      .item = item,
      .operation = mado_json_get_text (one, "operation"),
      .row = mado_json_get_text (one, "row"),
      .mine = yyjson_obj_get (one, "now"),
      .theirs = yyjson_obj_get (one, "current"),
      .mine_text = write_value (item, yyjson_obj_get (one, "now")),
      .theirs_text = write_value (item, yyjson_obj_get (one, "current")),
      .mine_by = mado_json_get_text (one, "by"),
      .theirs_by = mado_json_get_text (one, "current_by"),
    };
    g_ptr_array_add (self->conflicts, conflict);
  }
}

/* --- what is said beside it --------------------------------------------------------------------------------------- */

static void
add_notes_of (MadoCaseWork *self, const MadoItem *item)
{
  yyjson_val *notes = yyjson_obj_get (yyjson_obj_get (mado_entity_get_body (self->seen), "notes"), item->id);

  for (gsize i = yyjson_arr_size (notes); i > 0; i--) {
    yyjson_val *one = yyjson_arr_get (notes, i - 1);
    MadoCaseNote *note = g_new0 (MadoCaseNote, 1);

    note->by = g_strdup (mado_json_get_text (one, "by"));
    note->moment = mado_wording_write_moment (mado_json_get_number (one, "at"));
    note->text = g_strdup (mado_json_get_text (one, "text"));
    g_ptr_array_add (self->notes, note);
  }
}

static void
add_notes (MadoCaseWork *self, const MadoCaseWorkSource *source)
{
  const MadoProgramme *programme = mado_judge_get_programme (source->judge);

  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    if (strcmp (item->type, "notes") != 0 || !mado_policy_may_see (source->person, item))
      continue;
    add_notes_of (self, item);
    if (self->note == NULL && mado_policy_may_edit (source->person, item))
      self->note = item;
  }
}

/* --- the account -------------------------------------------------------------------------------------------------- */

static gboolean
is_by (yyjson_val *entry, const char *name, const char *account)
{
  return strcmp (mado_json_get_text (yyjson_obj_get (entry, name), "by"), account) == 0;
}

/* Nobody has to type what a register has handed over, unless nothing could be paid there. */
static gboolean
is_registered (const MadoItem *item, const MadoCaseWorkSource *source)
{
  yyjson_val *body = mado_entity_get_body (source->seen);
  yyjson_val *account = yyjson_obj_get (yyjson_obj_get (body, "items"), item->id);

  return strcmp (mado_json_get_text (account, "origin"), "registered") == 0 && !mado_account_has_failed (body);
}

static MadoCaseEntryStage
get_typing_stage (const MadoItem *item, yyjson_val *entry, const MadoCaseWorkSource *source)
{
  const char *account = source->person->account;
  gboolean is_own_first = is_by (entry, "first", account), is_own_second = is_by (entry, "second", account);

  if (yyjson_obj_get (entry, "agreed") != NULL)
    return mado_account_has_failed (mado_entity_get_body (source->seen)) ? MADO_CASE_ENTRY_FIRST
                                                                         : MADO_CASE_ENTRY_DECIDED;
  if (yyjson_obj_get (entry, "first") == NULL)
    return is_registered (item, source) ? MADO_CASE_ENTRY_OTHER : MADO_CASE_ENTRY_FIRST;
  if (yyjson_obj_get (entry, "second") == NULL)
    return is_own_first ? MADO_CASE_ENTRY_TYPED : MADO_CASE_ENTRY_SECOND;
  if (is_own_second && source->is_sent && yyjson_obj_get (entry, "again") == NULL)
    return MADO_CASE_ENTRY_AGAIN;

  return is_own_first || (is_own_second && !source->is_sent) ? MADO_CASE_ENTRY_TYPED : MADO_CASE_ENTRY_DECIDED;
}

/* Both values are shown to whoever may decide, and to nobody else, so their being there says that it is time. */
static gboolean
may_decide (yyjson_val *entry, const MadoCaseWorkSource *source)
{
  const MadoProgramme *programme = mado_judge_get_programme (source->judge);

  return mado_policy_has_duty (source->person, programme, "adjudicate") && yyjson_obj_get (entry, "agreed") == NULL &&
         yyjson_obj_get (yyjson_obj_get (entry, "first"), "value") != NULL &&
         yyjson_obj_get (yyjson_obj_get (entry, "second"), "value") != NULL &&
         !is_by (entry, "first", source->person->account) && !is_by (entry, "second", source->person->account);
}

/* The day that the reception has written, as everybody sees it who types. */
static const char *
find_day_of_application (const MadoProgramme *programme, yyjson_val *body)
{
  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);
    const char *day = mado_json_get_text (yyjson_obj_get (body, "items"), item->id);

    if (strcmp (item->type, "date") == 0 && g_str_has_prefix (item->set_by, "transition") && day[0] != '\0')
      return day;
  }

  return mado_json_get_text (body, "since");
}

static void
find_account (MadoCaseWork *self, const MadoCaseWorkSource *source)
{
  const MadoProgramme *programme = mado_judge_get_programme (source->judge);
  yyjson_val *entries = yyjson_obj_get (mado_entity_get_body (self->seen), "entries");

  self->applied_on = find_day_of_application (programme, mado_entity_get_body (self->seen));
  if (!mado_programme_takes_account (programme, mado_entity_get_state (self->seen)))
    return;
  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);
    yyjson_val *entry = yyjson_obj_get (entries, item->id);

    if (item->entry[0] == '\0')
      continue;
    self->account = item;
    if (mado_policy_may_edit (source->person, item))
      self->stage = get_typing_stage (item, entry, source);
    else if (may_decide (entry, source))
      self->stage = MADO_CASE_ENTRY_DIFFERS;
  }
}

/**
 * mado_case_work_new:
 * @source: what it is made of
 * @error: where to put why the rules could not be run
 *
 * Returns: (transfer full) (nullable): what there is to do
 */
MadoCaseWork *
mado_case_work_new (const MadoCaseWorkSource *source, GError **error)
{
  g_autoptr (MadoCaseWork) self = g_new0 (MadoCaseWork, 1);

  self->seen = mado_entity_ref (source->seen);
  self->moves = g_ptr_array_new_with_free_func (g_free);
  self->findings = g_ptr_array_new_with_free_func (free_finding);
  self->banners = g_ptr_array_new_with_free_func (free_banner);
  self->looks = g_ptr_array_new_with_free_func (free_look);
  self->conflicts = g_ptr_array_new_with_free_func (free_conflict);
  self->notes = g_ptr_array_new_with_free_func (free_note);
  self->open = g_ptr_array_new_with_free_func (g_free);
  add_open_deficiencies (self);
  add_moves (self, source);
  find_asked (self, source);
  add_conflicts (self, source);
  add_notes (self, source);
  find_account (self, source);
  if (is_judged (self, source) && !judge (self, source, error))
    return NULL;

  return g_steal_pointer (&self);
}
