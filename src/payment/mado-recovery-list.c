/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-recovery-list.h"

#include <string.h>

#include "mado-json-member.h"
#include "mado-recovery.h"
#include "mado-row.h"

#define N_(text) text

typedef struct {
  MadoRecoveryList *list;
  MadoInstant now;
  MadoDatabase *database;
} Loading;

static const struct {
  const char *name;
  const char *label;
} states[] = {
  { MADO_RECOVERY_ASKED, N_ ("waits for approval") },     { MADO_RECOVERY_OPEN, N_ ("waits for the money") },
  { MADO_RECOVERY_SETTLED, N_ ("all of it came back") },  { MADO_RECOVERY_DECLINED, N_ ("was not approved") },
  { MADO_RECOVERY_WAIVED, N_ ("the rest was given up") },
};

static const struct {
  const char *name;
  const char *label;
} causes[] = {
  { "overpaid", N_ ("too much was paid") },
  { "ineligible", N_ ("there was no right to it") },
  { "twice", N_ ("it was paid twice") },
  { "returned", N_ ("it was given back unasked") },
};

static void
free_row (gpointer data)
{
  MadoRecoveryRow *row = data;

  mado_entity_unref (row->entity);
  g_free (row->receipt);
  g_free (row);
}

static gint64
count_days (gint64 since, MadoInstant now)
{
  MadoDate day = mado_instant_get_japanese_day ((MadoInstant) { since * 1000 });

  return mado_date_days_between (day, mado_instant_get_japanese_day (now));
}

static MadoRecoveryRow *
read_row (const Loading *self, MadoEntity *entity)
{
  yyjson_val *body = mado_entity_get_body (entity);
  const char *state = mado_entity_get_state (entity), *due = mado_json_get_text (body, "due");
  yyjson_val *since = yyjson_obj_get (body, MADO_RECOVERY_OPEN);
  MadoRecoveryRow *row = g_new0 (MadoRecoveryRow, 1);
  char today[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (mado_instant_get_japanese_day (self->now), today);
  row->entity = mado_entity_ref (entity);
  row->amount = mado_json_get_number (body, "amount");
  row->returned = mado_json_get_number (body, "returned");
  row->open = strcmp (state, MADO_RECOVERY_OPEN) == 0 ? row->amount - row->returned : 0;
  row->days = count_days (
      mado_json_get_number (since != NULL ? since : yyjson_obj_get (body, MADO_RECOVERY_ASKED), "at"), self->now);
  row->is_late = row->open > 0 && due[0] != '\0' && strcmp (due, today) < 0;

  return row;
}

static void
count_row (MadoRecoveryList *self, const MadoRecoveryRow *row)
{
  const char *state = mado_entity_get_state (row->entity);
  MadoRecoveryAge age = row->days <= 30   ? MADO_RECOVERY_AGE_MONTH
                        : row->days <= 90 ? MADO_RECOVERY_AGE_QUARTER
                                          : MADO_RECOVERY_AGE_OLDER;

  self->open[age] += row->open;
  self->returned += row->returned;
  self->n_asked += strcmp (state, MADO_RECOVERY_ASKED) == 0;
  if (strcmp (state, MADO_RECOVERY_WAIVED) == 0)
    self->waived += row->amount - row->returned;
}

static gboolean
take (gpointer user_data, MadoEntity *entity, GError **error)
{
  const Loading *self = user_data;
  MadoRecoveryRow *row = read_row (self, entity);
  g_auto (MadoRow) paid = { 0 };

  g_ptr_array_add (self->list->rows, row);
  if (!mado_row_find (self->database, mado_json_get_id (mado_entity_get_body (entity), "case"), &paid, error))
    return FALSE;
  row->receipt =
      g_strdup (paid.entity != NULL ? mado_json_get_text (mado_entity_get_body (paid.entity), "receipt") : "");
  count_row (self->list, row);

  return TRUE;
}

static int
rank (const MadoRecoveryRow *row)
{
  if (strcmp (mado_entity_get_state (row->entity), MADO_RECOVERY_ASKED) == 0)
    return 0;

  return row->open > 0 ? 1 : 2;
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  const MadoRecoveryRow *one = a, *other = b;

  if (rank (one) != rank (other))
    return rank (one) - rank (other);
  if (one->days != other->days)
    return one->days > other->days ? -1 : 1;

  return mado_id_compare (mado_entity_get_id (one->entity), mado_entity_get_id (other->entity));
}

/**
 * mado_recovery_list_read:
 * @database: any connection
 * @now: until when the days are counted
 * @error: why nobody can say
 *
 * Returns: (transfer full) (nullable): all that came back or is to come back
 */
MadoRecoveryList *
mado_recovery_list_read (MadoDatabase *database, MadoInstant now, GError **error)
{
  g_autoptr (MadoRecoveryList) self = g_new0 (MadoRecoveryList, 1);
  Loading loading = { self, now, database };

  self->rows = g_ptr_array_new_with_free_func (free_row);
  if (!mado_desk_visit (database, mado_recovery_kind.name, NULL, take, &loading, error))
    return NULL;
  g_ptr_array_sort_values (self->rows, compare);

  return g_steal_pointer (&self);
}

typedef struct {
  MadoInstant now;
  MadoRecoveryList *list;
} Request;

static gboolean
load (MadoDatabase *database, gpointer data, GError **error)
{
  Request *request = data;

  request->list = mado_recovery_list_read (database, request->now, error);

  return request->list != NULL;
}

/**
 * mado_recovery_list_load:
 * @clerk: somebody
 * @error: why nobody can say
 *
 * Returns: (transfer full) (nullable): as mado_recovery_list_read()
 */
MadoRecoveryList *
mado_recovery_list_load (const MadoDeskClerk *clerk, GError **error)
{
  Request request = { clerk->now, NULL };

  return mado_desk_clerk_read (clerk, load, &request, error) ? request.list : NULL;
}

/**
 * mado_recovery_list_free:
 * @self: (transfer full): a list
 */
void
mado_recovery_list_free (MadoRecoveryList *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * mado_recovery_list_sum_open:
 * @self: a list
 *
 * Returns: what is still to come, in yen
 */
gint64
mado_recovery_list_sum_open (const MadoRecoveryList *self)
{
  gint64 sum = 0;

  for (gsize i = 0; i < MADO_RECOVERY_N_AGES; i++)
    sum += self->open[i];

  return sum;
}

/**
 * mado_recovery_state_get_label:
 * @state: of a recovery
 *
 * Returns: (transfer none): where it stands, in English, which is also the key of its translation
 */
const char *
mado_recovery_state_get_label (const char *state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (strcmp (states[i].name, state) == 0)
      return states[i].label;

  return "";
}

/**
 * mado_recovery_cause_get_label:
 * @cause: why money comes back
 *
 * Returns: (transfer none): the same in English, which is also the key of its translation
 */
const char *
mado_recovery_cause_get_label (const char *cause)
{
  for (gsize i = 0; i < G_N_ELEMENTS (causes); i++)
    if (strcmp (causes[i].name, cause) == 0)
      return causes[i].label;

  return "";
}
