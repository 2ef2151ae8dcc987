/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads hand-overs and persons, state by state, through the projection. */

#include "mado-handover-book.h"

#include <string.h>

#include "mado-handover-occasion.h"
#include "mado-json-member.h"
#include "mado-person-in-charge.h"
#include "mado-preservation.h"
#include "mado-projection.h"
#include "mado-row.h"
#include "mado-statement.h"
#include "mado-term-erasure.h"

#define PAGE 500

static const char *const handover_states[] = { "made",     "sealed",    "carried",   "received",    "stored",
                                               "returned", "erased",    "closed",    "ordered",     "printed",
                                               "enclosed", "delivered", "inspected", "handed_back", NULL };
static const char *const person_states[] = { "active", "ended", NULL };
static const char *const erasure_states[] = { MADO_TERM_ERASURE_PROPOSED, MADO_TERM_ERASURE_ERASED,
                                              MADO_TERM_ERASURE_WITHDRAWN, NULL };
static const char *const preservation_states[] = { MADO_PRESERVATION_HELD, MADO_PRESERVATION_LIFTED, NULL };

typedef struct {
  MadoDatabase *database;
  const MadoProgramme *programme;
  const MadoPerson *person;
} Reading;

static gboolean
add_seen (const Reading *reading, MadoEntity *entity, GPtrArray *list, GError **error)
{
  MadoEntity *seen = NULL;

  if (!mado_project_for_person (reading->programme, entity, NULL, reading->person, &seen, error))
    return FALSE;
  if (seen != NULL)
    g_ptr_array_add (list, seen);

  return TRUE;
}

static gboolean
load_state (const Reading *reading, const char *kind, const char *state, GPtrArray *list, GError **error)
{
  g_autoptr (MadoEntity) last = NULL;

  for (;;) {
    g_autoptr (GPtrArray) page = mado_row_list (reading->database, kind, state, last, PAGE, error);

    if (page == NULL)
      return FALSE;
    for (guint i = 0; i < page->len; i++)
      if (!add_seen (reading, g_ptr_array_index (page, i), list, error))
        return FALSE;
    if (page->len < PAGE)
      return TRUE;
    g_clear_pointer (&last, mado_entity_unref);
    last = mado_entity_ref (g_ptr_array_index (page, page->len - 1));
  }
}

/* Ids are in the order in which they were drawn. */
static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  return mado_id_compare (mado_entity_get_id (*(MadoEntity *const *) b), mado_entity_get_id (*(MadoEntity *const *) a));
}

static GPtrArray *
load_kind (const Reading *reading, const char *kind, const char *const *states, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);

  for (; *states != NULL; states++)
    if (!load_state (reading, kind, *states, list, error))
      return NULL;

  return g_steal_pointer (&list);
}

static const char find_pending[] = "SELECT 1 FROM overlay WHERE id = ?1";

/* What was signed here and not yet judged by the service is shown; but nothing is gone by it. */
static gboolean
note_waiting (const Reading *reading, MadoHandoverBook *self, GError **error)
{
  self->waiting = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < self->erasures->len; i++) {
    MadoEntity *erasure = g_ptr_array_index (self->erasures, i);
    g_autoptr (MadoStatement) statement = mado_statement_take (reading->database, find_pending);

    mado_statement_bind_id (statement, 1, mado_entity_get_id (erasure));
    if (mado_statement_step (statement))
      g_hash_table_add (self->waiting, erasure);
    if (!mado_statement_finish (statement, error))
      return FALSE;
  }

  return TRUE;
}

/**
 * mado_handover_book_load:
 * @database: any connection
 * @programme: whose ledger it is
 * @person: who looks
 * @error: where to put why it cannot be read
 *
 * Returns: (transfer full) (nullable): the ledger
 */
MadoHandoverBook *
mado_handover_book_load (MadoDatabase *database,
                         const MadoProgramme *programme,
                         const MadoPerson *person,
                         GError **error)
{
  const Reading reading = { database, programme, person };
  g_autoptr (MadoHandoverBook) self = g_new0 (MadoHandoverBook, 1);

  self->handovers = load_kind (&reading, "handover", handover_states, error);
  self->people = self->handovers != NULL ? load_kind (&reading, "person", person_states, error) : NULL;
  self->erasures =
      self->people != NULL ? load_kind (&reading, mado_term_erasure_kind.name, erasure_states, error) : NULL;
  self->preservations =
      self->erasures != NULL ? load_kind (&reading, mado_preservation_kind.name, preservation_states, error) : NULL;
  if (self->preservations == NULL || !note_waiting (&reading, self, error))
    return NULL;
  g_ptr_array_sort (self->handovers, compare_newest_first);
  g_ptr_array_sort (self->erasures, compare_newest_first);
  g_ptr_array_sort (self->preservations, compare_newest_first);

  return g_steal_pointer (&self);
}

/**
 * mado_handover_book_free:
 * @self: (transfer full): a ledger
 */
void
mado_handover_book_free (MadoHandoverBook *self)
{
  g_clear_pointer (&self->handovers, g_ptr_array_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->waiting, g_hash_table_unref);
  g_clear_pointer (&self->erasures, g_ptr_array_unref);
  g_clear_pointer (&self->preservations, g_ptr_array_unref);
  g_free (self);
}

/**
 * mado_handover_book_has_erased:
 * @self: a ledger
 * @erasure: one of its erasures
 *
 * Returns: whether the service has said that it is done
 */
gboolean
mado_handover_book_has_erased (const MadoHandoverBook *self, const MadoEntity *erasure)
{
  return strcmp (mado_entity_get_state (erasure), MADO_TERM_ERASURE_ERASED) == 0 &&
         !g_hash_table_contains (self->waiting, erasure);
}

/**
 * mado_handover_is_over:
 * @handover: an entry
 *
 * Returns: whether it is closed: its number is free again, and nothing of it is out
 */
gboolean
mado_handover_is_over (const MadoEntity *handover)
{
  return strcmp (mado_entity_get_state (handover), "closed") == 0;
}

/**
 * mado_handover_book_find:
 * @self: a ledger
 * @id: of an entry
 *
 * Returns: (transfer none) (nullable): the entry
 */
MadoEntity *
mado_handover_book_find (const MadoHandoverBook *self, MadoId id)
{
  for (guint i = 0; i < self->handovers->len; i++)
    if (mado_id_compare (mado_entity_get_id (g_ptr_array_index (self->handovers, i)), id) == 0)
      return g_ptr_array_index (self->handovers, i);

  return NULL;
}

static gboolean
is_numbered (const MadoEntity *handover, const char *folded)
{
  g_autofree char *own = mado_handover_fold_number (mado_json_get_text (mado_entity_get_body (handover), "number"));

  return folded[0] != '\0' && strcmp (own, folded) == 0;
}

/**
 * mado_handover_book_find_number:
 * @self: a ledger
 * @number: of a medium, in whatever width and case somebody typed or scanned it
 *
 * Returns: (transfer none) (nullable): the newest entry with that number, of one that is not over before one that is
 */
MadoEntity *
mado_handover_book_find_number (const MadoHandoverBook *self, const char *number)
{
  g_autofree char *folded = mado_handover_fold_number (number);
  MadoEntity *found = NULL;

  for (guint i = 0; i < self->handovers->len; i++) {
    MadoEntity *handover = g_ptr_array_index (self->handovers, i);

    if (!is_numbered (handover, folded))
      continue;
    if (!mado_handover_is_over (handover))
      return handover;
    if (found == NULL)
      found = handover;
  }

  return found;
}

/**
 * mado_handover_book_find_in_charge:
 * @self: a ledger
 * @account: somebody
 * @today: the day in Japan
 *
 * Returns: (transfer none) (nullable): who is in charge under that account today, as far as it is known here
 */
MadoEntity *
mado_handover_book_find_in_charge (const MadoHandoverBook *self, const char *account, MadoDate today)
{
  char iso[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (today, iso);
  for (guint i = 0; i < self->people->len; i++) {
    MadoEntity *person = g_ptr_array_index (self->people, i);

    if (strcmp (mado_entity_get_state (person), "active") == 0 &&
        strcmp (mado_json_get_text (mado_entity_get_body (person), "account"), account) == 0 &&
        mado_person_in_charge_is_in_office (person, iso))
      return person;
  }

  return NULL;
}
