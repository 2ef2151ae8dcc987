/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds the way of a case against itself: every state is reached and left, every deficiency can be closed, everybody
 * sees what his queue shows. */

#include <string.h>

#include "mado-programme-check.h"
#include "mado-programme-names.h"
#include "mado-rule-token.h"

#define REPORT MADO_PROGRAMME_REPORT

/* --- transitions -------------------------------------------------------------------------------------------------- */

static void
check_sets (const MadoProgramme *self, const MadoTransition *transition, GPtrArray *faults)
{
  for (guint i = 0; i < mado_section_get_count (transition->sets); i++) {
    const MadoNamed *set = mado_section_get (transition->sets, i);

    mado_programme_check_name (self, self->items, "item", set->id, faults);
    if (set->label[0] != '\0' && strcmp (set->label, "today") != 0)
      REPORT (set->label, "E_WORD", "A transition can set an item to \"today\", to nothing else");
  }
}

static void
check_places (const MadoProgramme *self, const MadoTransition *transition, GPtrArray *faults)
{
  for (guint i = 0; i < transition->from->len; i++)
    if (strcmp (g_ptr_array_index (transition->from, i), MADO_STATE_NEW) != 0)
      mado_programme_check_name (self, self->states, "state", g_ptr_array_index (transition->from, i), faults);
  if (strcmp (transition->to, MADO_STATE_SAME) != 0)
    mado_programme_check_name (self, self->states, "state", transition->to, faults);
}

static void
check_people (const MadoProgramme *self, const MadoTransition *transition, GPtrArray *faults)
{
  mado_programme_check_roles (self, transition->by, faults);
  mado_programme_check_roles (self, transition->second_person, faults);
  mado_programme_check_name (self, self->roles, "role", transition->signed_by, faults);
  for (guint i = 0; i < transition->not_same_as->len; i++)
    if (strcmp (g_ptr_array_index (transition->not_same_as, i), "account entry") != 0)
      mado_programme_check_name (self, self->transitions, "transition", g_ptr_array_index (transition->not_same_as, i),
                                 faults);
}

/* Whoever may take the transition must be one who may edit what it carries. */
static gboolean
is_edited_by (const MadoItem *item, const GPtrArray *roles)
{
  for (guint i = 0; i < roles->len; i++)
    if (mado_item_takes_edits (item) && mado_item_may_edit (item, g_ptr_array_index (roles, i)))
      return TRUE;

  return FALSE;
}

static void
check_edits (const MadoProgramme *self, const MadoTransition *transition, GPtrArray *faults)
{
  for (guint i = 0; i < transition->edited->len; i++) {
    const char *name = g_ptr_array_index (transition->edited, i);

    if (mado_programme_check_name (self, self->items, "section or item", name, faults) &&
        !is_edited_by (mado_section_find (self->items, name), transition->roles))
      REPORT (transition->id, "E_EDIT_NOBODY", "Nobody who takes this transition may edit \"%s\"", name);
  }
}

/* What is ordered travels in a batch, and a batch is what a packet takes out. */
static void
check_order (const MadoProgramme *self, const MadoTransition *transition, GPtrArray *faults)
{
  const MadoPacket *packet = mado_section_find (self->packets, transition->packet);

  if (strcmp (transition->right, "order") == 0 &&
      (transition->packet[0] == '\0' || (packet != NULL && packet->to[0] == '\0' && packet->from[0] != '\0')))
    REPORT (transition->id, "E_ORDER_PACKET", "\"%s\" orders a payment and names no packet that goes out",
            transition->id);
}

static gboolean
is_paid_in (const MadoProgramme *self, const char *state)
{
  for (guint i = 0; i < mado_section_get_count (self->transitions); i++) {
    const MadoTransition *transition = mado_section_get (self->transitions, i);

    if (strcmp (transition->right, "pay") == 0 && strcmp (transition->to, state) == 0)
      return TRUE;
  }

  return FALSE;
}

/* What has failed is paid once more. Whoever could say that of a payment that arrived would pay it twice. */
static void
check_fail (const MadoProgramme *self, const MadoTransition *transition, GPtrArray *faults)
{
  for (guint i = 0; i < transition->from->len && strcmp (transition->right, "fail") == 0; i++)
    if (transition->second_person->len == 0 && is_paid_in (self, g_ptr_array_index (transition->from, i)))
      REPORT (transition->id, "E_FAIL_ALONE", "What is paid in \"%s\" fails by \"second_person\" alone",
              (const char *) g_ptr_array_index (transition->from, i));
}

static void
check_transition (const MadoProgramme *self, const MadoTransition *transition, GPtrArray *faults)
{
  check_places (self, transition, faults);
  check_people (self, transition, faults);
  check_sets (self, transition, faults);
  check_edits (self, transition, faults);
  mado_programme_check_name (self, self->items, "item", transition->counts, faults);
  mado_programme_check_names (self, self->letters, "letter", transition->letters, faults);
  mado_programme_check_name (self, self->packets, "packet", transition->packet, faults);
  check_order (self, transition, faults);
  check_fail (self, transition, faults);
}

/* A right that is never claimed, ordered or paid is money that nobody ever gets. */
static void
check_right_steps (const MadoProgramme *self, GPtrArray *faults)
{
  static const char *const steps[] = { "claim", "order", "pay" };

  for (gsize i = 0; i < G_N_ELEMENTS (steps) && mado_section_get_count (self->rights) > 0; i++) {
    gboolean is_taken = FALSE;

    for (guint j = 0; j < mado_section_get_count (self->transitions); j++)
      is_taken |= strcmp (((const MadoTransition *) mado_section_get (self->transitions, j))->right, steps[i]) == 0;
    if (!is_taken)
      REPORT (self->rights->place, "E_RIGHT_STUCK", "No transition takes the step \"%s\" of a right", steps[i]);
  }
}

/* --- states ------------------------------------------------------------------------------------------------------- */

static gboolean
starts_in (const MadoTransition *transition, GHashTable *states)
{
  for (guint i = 0; i < transition->from->len; i++)
    if (g_hash_table_contains (states, g_ptr_array_index (transition->from, i)))
      return TRUE;

  return FALSE;
}

/* The states that a case can come to. */
static GHashTable *
find_reached (const MadoProgramme *self)
{
  GHashTable *reached = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean grows = g_hash_table_add (reached, (gpointer) MADO_STATE_NEW);

  while (grows) {
    grows = FALSE;
    for (guint i = 0; i < mado_section_get_count (self->transitions); i++) {
      const MadoTransition *transition = mado_section_get (self->transitions, i);

      if (!g_hash_table_contains (reached, transition->to) && starts_in (transition, reached))
        grows = g_hash_table_add (reached, (gpointer) transition->to);
    }
  }

  return reached;
}

static void
add_all (GHashTable *states, const GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++)
    g_hash_table_add (states, g_ptr_array_index (names, i));
}

static void
check_states (const MadoProgramme *self, GPtrArray *faults)
{
  g_autoptr (GHashTable) reached = find_reached (self);
  g_autoptr (GHashTable) left = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < mado_section_get_count (self->transitions); i++) {
    const MadoTransition *transition = mado_section_get (self->transitions, i);

    if (strcmp (transition->to, MADO_STATE_SAME) != 0)
      add_all (left, transition->from);
  }
  for (guint i = 0; i < mado_section_get_count (self->states); i++) {
    const MadoState *state = mado_section_get (self->states, i);

    if (strcmp (state->id, MADO_STATE_NEW) == 0 || strcmp (state->id, MADO_STATE_SAME) == 0)
      REPORT (state->id, "E_ID_RESERVED", "\"%s\" has a meaning of its own; choose another id", state->id);
    else if (!g_hash_table_contains (reached, state->id))
      REPORT (state->id, "E_STATE_UNREACHED", "No case ever comes to the state \"%s\"", state->id);
    if (!state->is_end && !g_hash_table_contains (left, state->id))
      REPORT (state->id, "E_STATE_STUCK", "No case ever leaves the state \"%s\"; is it an end?", state->id);
  }
}

/* An open deficiency blocks payment, so wherever one can be opened there must be a way to close it. */
static void
check_deficiencies (const MadoProgramme *self, GPtrArray *faults)
{
  g_autoptr (GHashTable) closable = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < mado_section_get_count (self->transitions); i++) {
    const MadoTransition *transition = mado_section_get (self->transitions, i);

    if (transition->closes[0] != '\0')
      add_all (closable, transition->from);
  }
  for (guint i = 0; i < mado_section_get_count (self->transitions); i++) {
    const MadoTransition *transition = mado_section_get (self->transitions, i);
    gboolean stays = strcmp (transition->to, MADO_STATE_SAME) == 0;

    for (guint j = 0; transition->opens[0] != '\0' && j < (stays ? transition->from->len : 1); j++) {
      const char *state = stays ? g_ptr_array_index (transition->from, j) : transition->to;

      if (state[0] != '\0' && !g_hash_table_contains (closable, state))
        REPORT (transition->opens, "E_DEFICIENCY_OPEN", "What is opened in the state \"%s\" can never be closed there",
                state);
    }
  }
}

/* --- queues ------------------------------------------------------------------------------------------------------- */

static gboolean
is_known_to_rules (const MadoProgramme *self, const char *name)
{
  static const char *const facts[] = { "state", "state_since", "open_deficiencies", "returned_open", NULL };

  return g_strv_contains (facts, name) || mado_section_find (self->computed, name) != NULL ||
         mado_section_find (self->totals, name) != NULL;
}

static void
check_columns (const MadoProgramme *self, const MadoQueue *queue, const GPtrArray *columns, GPtrArray *faults)
{
  for (guint i = 0; i < columns->len; i++) {
    const char *name = g_ptr_array_index (columns, i);
    const MadoItem *item = mado_section_find (self->items, name);

    if (is_known_to_rules (self, name) || !mado_programme_check_name (self, self->items, "item", name, faults))
      continue;
    for (guint j = 0; j < queue->roles->len; j++)
      if (!mado_item_may_see (item, g_ptr_array_index (queue->roles, j)))
        REPORT (name, "E_NOT_SEEN", "The queue is for \"%s\", who may not see \"%s\"",
                (const char *) g_ptr_array_index (queue->roles, j), name);
  }
}

/* Work lists are kept with the cases: one that went by the day would be wrong tomorrow without anybody having touched
 * it. What grows old is told by `late_after`. */
static void
check_day (const MadoProgramme *self, const MadoQueue *queue, GPtrArray *faults)
{
  MadoRuleToken token;
  gsize offset = 0;

  while (mado_rule_token_next (queue->show.text, &offset, &token))
    if (mado_rule_token_is_word (&token, queue->show.text, "today") ||
        mado_rule_token_is_word (&token, queue->show.text, "day"))
      mado_programme_report_rule (self, &queue->show, token.offset, "E_QUEUE_DAY",
                                  "A queue does not go by the day; what grows old is in the ageing list (late_after)",
                                  faults);
}

/**
 * mado_programme_check_flow:
 * @self: a programme
 * @faults: takes what is wrong with states, transitions and queues
 */
void
mado_programme_check_flow (const MadoProgramme *self, GPtrArray *faults)
{
  for (guint i = 0; i < mado_section_get_count (self->transitions); i++)
    check_transition (self, mado_section_get (self->transitions, i), faults);
  check_right_steps (self, faults);
  check_states (self, faults);
  check_deficiencies (self, faults);
  for (guint i = 0; i < mado_section_get_count (self->queues); i++) {
    const MadoQueue *queue = mado_section_get (self->queues, i);

    mado_programme_check_roles (self, queue->readers, faults);
    check_day (self, queue, faults);
    check_columns (self, queue, queue->columns, faults);
    check_columns (self, queue, queue->order, faults);
  }
}
