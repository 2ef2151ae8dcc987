/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one way by which people have anything erased. What it names is held against the programme's terms and against
 * whoever preserves it twice: when it is proposed, and when it is approved, for much may happen between. A letter and
 * what comes back go with the case that they are about, and not before it. */

#include "mado-term-erasure.h"

#include <string.h>

#include "mado-case.h"
#include "mado-inquiry.h"
#include "mado-json-member.h"
#include "mado-notice.h"
#include "mado-preservation.h"
#include "mado-recovery.h"
#include "mado-retention.h"

const MadoTermErasureList mado_term_erasure_lists[] = {
  { "cases", "case" }, { "inquiries", "inquiry" }, { "notices", "notice" }, { "recoveries", "recovery" }, {},
};

static const MadoBodyMember propose_members[] = {
  { "number", MADO_BODY_WORD, TRUE },
  { "until", MADO_BODY_DATE, TRUE },
  { "cases", MADO_BODY_WORDS, FALSE },
  { "notices", MADO_BODY_WORDS, FALSE },
  { "inquiries", MADO_BODY_WORDS, FALSE },
  { "recoveries", MADO_BODY_WORDS, FALSE },
  {},
};

static const MadoBodyMember approve_members[] = {
  { "count", MADO_BODY_NUMBER, TRUE },
  {},
};

/* --- when something may go --------------------------------------------------------------------------------------- */

static gboolean
is_kind (const MadoEntity *entity, const MadoKind *kind)
{
  return strcmp (mado_entity_get_kind (entity), kind->name) == 0;
}

static gboolean
is_in (const MadoEntity *entity, const char *state)
{
  return strcmp (mado_entity_get_state (entity), state) == 0;
}

static gboolean
is_case_over (const MadoProgramme *programme, const MadoEntity *entity)
{
  const MadoState *state = mado_section_find (programme->states, mado_entity_get_state (entity));

  return state != NULL && state->is_end;
}

/**
 * mado_term_erasure_is_settled:
 * @programme: its programme
 * @entity: a case, an inquiry, a notice, a recovery
 *
 * Returns: whether nobody has anything left to do with it
 */
gboolean
mado_term_erasure_is_settled (const MadoProgramme *programme, const MadoEntity *entity)
{
  if (is_kind (entity, &mado_case_kind))
    return is_case_over (programme, entity);
  if (is_kind (entity, &mado_inquiry_kind))
    return is_in (entity, "closed");
  if (is_kind (entity, &mado_notice_kind))
    return yyjson_obj_get (mado_entity_get_body (entity), "due") == NULL;

  return !is_in (entity, MADO_RECOVERY_ASKED) && !is_in (entity, MADO_RECOVERY_OPEN);
}

static MadoDate
find_last_day (const MadoEntity *entity)
{
  yyjson_val *body = mado_entity_get_body (entity);
  const gint64 closed = mado_json_get_number (yyjson_obj_get (body, "closed"), "at");

  if (is_kind (entity, &mado_case_kind))
    return mado_date_from_iso (mado_json_get_text (body, "since"));

  return closed > 0 ? mado_instant_get_japanese_day ((MadoInstant) { closed * 1000 }) : MADO_DATE_NONE;
}

/**
 * mado_term_erasure_find_end:
 * @programme: its programme
 * @entity: a case or an inquiry
 *
 * Returns: the last day on which it must be kept; none where somebody still has to do with it, or no term is known
 */
MadoDate
mado_term_erasure_find_end (const MadoProgramme *programme, const MadoEntity *entity)
{
  const MadoRetention *retention = mado_section_find (programme->retention, mado_entity_get_kind (entity));
  MadoDate last = find_last_day (entity);

  if (retention == NULL || !g_str_has_suffix (retention->after, "state end") || !mado_date_is_valid (last) ||
      !mado_term_erasure_is_settled (programme, entity))
    return MADO_DATE_NONE;

  return mado_retention_find_end (retention, last);
}

/* --- each that is named ------------------------------------------------------------------------------------------ */

typedef struct {
  MadoAction *action;
  yyjson_val *lists; /* the object that names them */
  MadoDate until;    /* no term ends after it */
  GHashTable *named; /* (element-type utf8): the ids of all */
} Naming;

static gboolean
name_list (Naming *self, const MadoTermErasureList *list)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (self->lists, list->list));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (!mado_id_is_valid (mado_id_from_text (yyjson_get_str (one))) ||
        !g_hash_table_add (self->named, (gpointer) yyjson_get_str (one)))
      return mado_action_refuse (self->action, MADO_REFUSAL_VALUE, list->list);

  return TRUE;
}

/* Nothing twice, not nothing, and not more than one transaction bears. */
static gboolean
name_all (Naming *self)
{
  for (const MadoTermErasureList *list = mado_term_erasure_lists; list->list != NULL; list++)
    if (!name_list (self, list))
      return FALSE;

  return (g_hash_table_size (self->named) > 0 && g_hash_table_size (self->named) <= MADO_TERM_ERASURE_MAX) ||
         mado_action_refuse (self->action, MADO_REFUSAL_COUNT, NULL);
}

static gboolean
check_term (const Naming *self, const MadoEntity *entity)
{
  MadoDate end = mado_term_erasure_find_end (self->action->programme, entity);
  char iso[MADO_DATE_ISO_SIZE] = "";

  if (mado_date_is_valid (end) && mado_date_compare (end, self->until) <= 0)
    return TRUE;
  if (mado_date_is_valid (end))
    mado_date_to_iso (end, iso);

  return mado_action_refuse (self->action, MADO_REFUSAL_TERM, iso[0] != '\0' ? iso : mado_entity_get_kind (entity));
}

/* It goes with its case: with one that is named, or that went already. */
static gboolean
check_owner (const Naming *self, const MadoEntity *entity)
{
  const char *about = mado_json_get_text (mado_entity_get_body (entity), "case");
  g_autoptr (MadoEntity) owner = NULL;
  GError *error = NULL;

  if (g_hash_table_contains (self->named, about))
    return TRUE;
  if (!mado_records_find_entity (self->action->records, mado_id_from_text (about), &owner, &error))
    return mado_action_fail (self->action, error);

  return owner == NULL || mado_action_refuse (self->action, MADO_REFUSAL_TERM, mado_entity_get_kind (entity));
}

static gboolean
check_one (const Naming *self, const char *kind, const char *id)
{
  g_autoptr (MadoEntity) entity = NULL;
  gboolean has_term = strcmp (kind, "case") == 0 || strcmp (kind, "inquiry") == 0;

  if (!mado_action_find (self->action, mado_id_from_text (id), kind, &entity))
    return FALSE;
  if (entity == NULL || (!mado_records_are_whole (self->action->records) && mado_entity_is_cut (entity)))
    return TRUE;
  if (!mado_preservation_check (self->action, id) ||
      !mado_preservation_check (self->action, mado_json_get_text (mado_entity_get_body (entity), "case")))
    return FALSE;
  if (!mado_term_erasure_is_settled (self->action->programme, entity))
    return mado_action_refuse (self->action, MADO_REFUSAL_STATE, mado_entity_get_state (entity));

  return has_term ? check_term (self, entity) : check_owner (self, entity);
}

static gboolean
check_list (const Naming *self, const MadoTermErasureList *list)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (self->lists, list->list));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (!check_one (self, list->kind, yyjson_get_str (one)))
      return FALSE;

  return TRUE;
}

/* @lists: the object that names what is to go; @out_erased: (nullable): takes the ids */
static gboolean
check (MadoAction *action, yyjson_val *lists, GArray *out_erased)
{
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);
  Naming self = { action, lists, mado_date_from_iso (mado_json_get_text (lists, "until")), named };
  GHashTableIter iter;
  gpointer id;

  if (mado_date_compare (self.until, action->today) >= 0)
    return mado_action_refuse (action, MADO_REFUSAL_TERM, "until");
  if (!name_all (&self) || !mado_preservation_check (action, MADO_PRESERVATION_ALL))
    return FALSE;
  for (const MadoTermErasureList *list = mado_term_erasure_lists; list->list != NULL; list++)
    if (!check_list (&self, list))
      return FALSE;
  g_hash_table_iter_init (&iter, named);
  while (out_erased != NULL && g_hash_table_iter_next (&iter, &id, NULL)) {
    MadoId one = mado_id_from_text (id);

    g_array_append_val (out_erased, one);
  }

  return TRUE;
}

/* --- acts -------------------------------------------------------------------------------------------------------- */

static gboolean
propose (MadoAction *action)
{
  MadoDraft *draft = action->draft;

  if (!mado_action_need_duty (action, "handover") || !check (action, action->body, NULL))
    return FALSE;

  g_autofree char *claim = mado_action_build_claim (action, mado_term_erasure_kind.name, action->programme->identity.id,
                                                    mado_json_get_text (action->body, "number"), NULL);

  mado_action_add_claim (action, claim);
  mado_action_put_members (action, draft->body, propose_members);
  mado_action_stamp (action, draft, draft->body, MADO_TERM_ERASURE_PROPOSED);

  return TRUE;
}

static gint
compare_ids (gconstpointer a, gconstpointer b)
{
  return mado_id_compare (*(const MadoId *) a, *(const MadoId *) b);
}

/* Whose data they are says so: the ward, with the number that it was shown. By itself, for in a group something could
 * follow that works on what is gone. The order of the ids is the same on every machine. */
static gboolean
approve (MadoAction *action)
{
  MadoDraft *draft = action->draft;
  g_autoptr (yyjson_doc) body = mado_draft_read_body (draft);
  GArray *erased = action->outcome->erased;

  if (!mado_action_need_duty (action, "oversee") || !mado_action_need_state (action, MADO_TERM_ERASURE_PROPOSED, NULL))
    return FALSE;
  if (mado_id_is_valid (action->header->group))
    return mado_action_refuse (action, MADO_REFUSAL_FORM, "group");
  if (mado_action_is_actor (action,
                            mado_draft_get_text (yyjson_mut_obj_get (draft->body, MADO_TERM_ERASURE_PROPOSED), "by")))
    return mado_action_refuse (action, MADO_REFUSAL_SAME_PERSON, mado_term_erasure_kind.name);
  if (!mado_action_is_signed_by_actor (action))
    return mado_action_refuse (action, MADO_REFUSAL_SIGNATURE, NULL);
  if (!check (action, yyjson_doc_get_root (body), erased))
    return FALSE;
  if (mado_json_get_number (action->body, "count") != erased->len)
    return mado_action_refuse (action, MADO_REFUSAL_COUNT, "count");
  g_array_sort (erased, compare_ids);
  mado_action_stamp (action, draft, draft->body, MADO_TERM_ERASURE_ERASED);
  mado_draft_set_state (draft, MADO_TERM_ERASURE_ERASED);

  return TRUE;
}

static gboolean
withdraw (MadoAction *action)
{
  MadoDraft *draft = action->draft;

  if (!mado_action_need_duty (action, "handover") || !mado_action_need_state (action, MADO_TERM_ERASURE_PROPOSED, NULL))
    return FALSE;
  mado_action_put_members (action, mado_action_stamp (action, draft, draft->body, MADO_TERM_ERASURE_WITHDRAWN),
                           mado_body_reason);
  mado_draft_set_state (draft, MADO_TERM_ERASURE_WITHDRAWN);

  return TRUE;
}

/* --- who gets what of it ----------------------------------------------------------------------------------------- */

#define FOR_LEDGER MADO_FOR_DUTIES, .duties = { "handover", "receive", "oversee" }
#define FOR_RUNS MADO_FOR_DUTIES, .duties = { "handover", "receive", "oversee", "people" } /* it names nobody */

static const MadoVisible withdrawn_visible[] = {
  { "at", FOR_RUNS },
  { "by", FOR_RUNS },
  { "reason", FOR_LEDGER },
  {},
};

static const MadoVisible said_visible[] = {
  { "number", FOR_LEDGER },    { "until", FOR_LEDGER },   { "cases", FOR_LEDGER },
  { "inquiries", FOR_LEDGER }, { "notices", FOR_LEDGER }, { "recoveries", FOR_LEDGER },
  { "count", FOR_LEDGER },     { "reason", FOR_LEDGER },  {},
};

static const MadoVisible visible[] = {
  { "number", FOR_RUNS },
  { "until", FOR_RUNS },
  { "cases", FOR_RUNS },
  { "inquiries", FOR_RUNS },
  { "notices", FOR_RUNS },
  { "recoveries", FOR_RUNS },
  { MADO_TERM_ERASURE_PROPOSED, FOR_RUNS, .inside = mado_visible_stamp },
  { MADO_TERM_ERASURE_ERASED, FOR_RUNS, .inside = mado_visible_stamp },
  { MADO_TERM_ERASURE_WITHDRAWN, FOR_RUNS, .inside = withdrawn_visible },
  {},
};

static const MadoAct acts[] = {
  { "erasure.propose", MADO_BEGINS_ALWAYS, propose_members, propose, said_visible },
  { "erasure.approve", MADO_BEGINS_NOT, approve_members, approve, said_visible },
  { "erasure.withdraw", MADO_BEGINS_NOT, mado_body_reason, withdraw, said_visible },
  {},
};

const MadoKind mado_term_erasure_kind = { "erasure", MADO_TERM_ERASURE_PROPOSED, acts, visible };
