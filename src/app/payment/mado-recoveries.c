/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Says who takes which step before they try; the work itself refuses whoever tries nevertheless. */

#include "mado-recoveries.h"

#include <string.h>

#include "mado-json-member.h"
#include "mado-policy.h"
#include "mado-recovery.h"

struct _MadoRecoveries {
  MadoOutlook parent_instance;
};

G_DEFINE_FINAL_TYPE (MadoRecoveries, mado_recoveries, MADO_TYPE_OUTLOOK)

static gpointer
load (MadoDatabase *database, MadoSession *session, GError **error)
{
  return mado_recovery_list_read (database, mado_instant_now (), error);
}

static void
mado_recoveries_class_init (MadoRecoveriesClass *class)
{
  MadoOutlookClass *outlook_class = MADO_OUTLOOK_CLASS (class);

  outlook_class->hand = MADO_DESK_SEARCHER;
  outlook_class->load = load;
  outlook_class->free_loaded = (GDestroyNotify) mado_recovery_list_free;
}

static void
mado_recoveries_init (MadoRecoveries *self)
{
}

/**
 * mado_recoveries_of:
 * @session: a session
 *
 * Returns: (transfer none): what comes back there, which lives as long as the session
 */
MadoRecoveries *
mado_recoveries_of (MadoSession *session)
{
  return mado_outlook_of (session, MADO_TYPE_RECOVERIES);
}

/**
 * mado_recoveries_get_list:
 * @self: what comes back
 *
 * Returns: (transfer none) (nullable): all of it; %NULL: not read yet
 */
const MadoRecoveryList *
mado_recoveries_get_list (MadoRecoveries *self)
{
  return mado_outlook_get_loaded (MADO_OUTLOOK (self));
}

/**
 * mado_recoveries_count_waiting:
 * @self: what comes back
 *
 * Returns: how many of them wait for the approval of whoever works here
 */
gint64
mado_recoveries_count_waiting (MadoRecoveries *self)
{
  const MadoRecoveryList *list = mado_recoveries_get_list (self);
  gint64 count = 0;

  for (guint i = 0; list != NULL && i < list->rows->len; i++) {
    const MadoRecoveryRow *row = g_ptr_array_index (list->rows, i);

    count +=
        mado_recoveries_may (mado_outlook_get_session (MADO_OUTLOOK (self)), row->entity, MADO_RECOVERY_STEP_APPROVE);
  }

  return count;
}

/* --- who may ------------------------------------------------------------------------------------------------------ */

static gboolean
has_duty (MadoSession *session, const char *duty)
{
  return mado_policy_has_duty (mado_session_get_person (session), mado_session_get_programme (session), duty);
}

/**
 * mado_recoveries_may_ask:
 * @session: a session
 *
 * Returns: whether its person asks money back
 */
gboolean
mado_recoveries_may_ask (MadoSession *session)
{
  return has_duty (session, "plan");
}

static gboolean
is_by (MadoSession *session, yyjson_val *stamp)
{
  return strcmp (mado_json_get_text (stamp, "by"), mado_session_get_person (session)->account) == 0;
}

/**
 * mado_recoveries_may_strike:
 * @session: a session
 * @entry: something that came back
 *
 * Returns: whether its person may strike it out: nobody does that with what they wrote
 */
gboolean
mado_recoveries_may_strike (MadoSession *session, yyjson_val *entry)
{
  return has_duty (session, "approve") && yyjson_obj_get (entry, "struck") == NULL && !is_by (session, entry);
}

static gboolean
may_strike_any (MadoSession *session, yyjson_val *body)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "returns"));

  for (yyjson_val *entry = yyjson_arr_iter_next (&iter); entry != NULL; entry = yyjson_arr_iter_next (&iter))
    if (mado_recoveries_may_strike (session, entry))
      return TRUE;

  return FALSE;
}

/* Nobody decides on what they asked for. */
static gboolean
may_decide (MadoSession *session, yyjson_val *body)
{
  return has_duty (session, "approve") && !is_by (session, yyjson_obj_get (body, MADO_RECOVERY_ASKED));
}

/**
 * mado_recoveries_may:
 * @session: a session
 * @recovery: that is to come back
 * @step: what could be done
 *
 * Returns: whether its person does that now
 */
gboolean
mado_recoveries_may (MadoSession *session, const MadoEntity *recovery, MadoRecoveryStep step)
{
  yyjson_val *body = mado_entity_get_body (recovery);
  const char *state = mado_entity_get_state (recovery);
  gboolean is_open = strcmp (state, MADO_RECOVERY_OPEN) == 0;

  switch (step) {
  case MADO_RECOVERY_STEP_APPROVE:
  case MADO_RECOVERY_STEP_DECLINE:
    return strcmp (state, MADO_RECOVERY_ASKED) == 0 && may_decide (session, body);
  case MADO_RECOVERY_STEP_RECEIVE:
    return is_open && has_duty (session, "plan");
  case MADO_RECOVERY_STEP_STRIKE:
    return (is_open || strcmp (state, MADO_RECOVERY_SETTLED) == 0) && may_strike_any (session, body);
  case MADO_RECOVERY_STEP_WAIVE:
    return is_open && may_decide (session, body);
  case MADO_RECOVERY_STEP_ASK:
  default:
    return FALSE;
  }
}
