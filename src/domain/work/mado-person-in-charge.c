/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An entry of the register is live from its making to its end, and holds its account and its key as long: nobody else
 * has them. What the ward was told counts until something of it changes; then the ward is told again. */

#include "mado-person-in-charge.h"

#include <string.h>

#include "mado-claim.h"
#include "mado-json-member.h"

#define ACTIVE "active"
#define ENDED "ended"

#define ACCOUNT_CLAIM "person"
#define KEY_CLAIM "key"

static const MadoBodyMember register_members[] = {
  { "account", MADO_BODY_WORD, TRUE },      { "name", MADO_BODY_TEXT, TRUE },
  { "organisation", MADO_BODY_TEXT, TRUE }, { "role", MADO_BODY_TEXT, TRUE },
  { "from", MADO_BODY_DATE, TRUE },         { "to", MADO_BODY_DATE, TRUE },
  { "key", MADO_BODY_WORD, TRUE },          {},
};

static const MadoBodyMember change_members[] = {
  { "name", MADO_BODY_TEXT, FALSE },
  { "organisation", MADO_BODY_TEXT, FALSE },
  { "role", MADO_BODY_TEXT, FALSE },
  { "from", MADO_BODY_DATE, FALSE },
  { "to", MADO_BODY_DATE, FALSE },
  { "reason", MADO_BODY_TEXT, TRUE },
  {},
};

/* Of the body of "person.change": what the ward is told of a person. */
static const MadoBodyMember told_members[] = {
  { "name", MADO_BODY_TEXT, FALSE }, { "organisation", MADO_BODY_TEXT, FALSE }, { "role", MADO_BODY_TEXT, FALSE },
  { "from", MADO_BODY_DATE, FALSE }, { "to", MADO_BODY_DATE, FALSE },           {},
};

static const MadoBodyMember day_members[] = {
  { "day", MADO_BODY_DATE, TRUE },
  {},
};

static const MadoBodyMember key_members[] = {
  { "key", MADO_BODY_WORD, TRUE },
  { "reason", MADO_BODY_TEXT, TRUE },
  {},
};

/* --- who may sign for a medium ----------------------------------------------------------------------------------- */

/**
 * mado_person_in_charge_build_claim:
 * @ward: a ward
 * @programme: the id of a programme of it
 * @account: an account
 *
 * Returns: (transfer full) (nullable): the claim that the live entry with this account holds; %NULL: no entry can have
 *   such an account
 */
char *
mado_person_in_charge_build_claim (const char *ward, const char *programme, const char *account)
{
  const char *const parts[] = { programme, account };

  return mado_claim_build (ward, ACCOUNT_CLAIM, parts, G_N_ELEMENTS (parts), NULL);
}

static char *
build_account_claim (const MadoAction *action, const char *account)
{
  return mado_person_in_charge_build_claim (action->programme->identity.ward, action->programme->identity.id, account);
}

/**
 * mado_person_in_charge_build_key_claim:
 * @programme: the programme of a register
 * @key: a key, in hexadecimal digits
 *
 * Returns: (transfer full): the claim that the live entry with this key holds
 */
char *
mado_person_in_charge_build_key_claim (const MadoProgramme *programme, const char *key)
{
  const char *const parts[] = { programme->identity.id, key };

  return mado_claim_build (programme->identity.ward, KEY_CLAIM, parts, G_N_ELEMENTS (parts), NULL);
}

/**
 * mado_person_in_charge_is_in_office:
 * @person: a live entry of the register
 * @today_iso: a day
 *
 * Returns: whether the person was reported to the ward and the day is in the term, from the first to the last
 */
gboolean
mado_person_in_charge_is_in_office (const MadoEntity *person, const char *today_iso)
{
  yyjson_val *body = mado_entity_get_body (person);

  return yyjson_obj_get (body, "reported") != NULL && strcmp (mado_json_get_text (body, "from"), today_iso) <= 0 &&
         strcmp (today_iso, mado_json_get_text (body, "to")) <= 0;
}

/**
 * mado_person_in_charge_find:
 * @action: an action
 * @account: an account
 * @out_person: (out) (transfer full) (nullable): who is in charge under that account today; %NULL: a terminal cannot
 * say
 *
 * Returns: whether somebody may be in charge; refused where nobody is, or the records cannot be read
 */
gboolean
mado_person_in_charge_find (MadoAction *action, const char *account, MadoEntity **out_person)
{
  g_autofree char *claim = build_account_claim (action, account);
  g_autoptr (MadoEntity) person = NULL;
  MadoId id = MADO_ID_NONE;

  if (mado_records_are_whole (action->records)) {
    if (!mado_action_find_holder (action, claim, &id) ||
        (mado_id_is_valid (id) && !mado_action_find (action, id, mado_person_in_charge_kind.name, &person)))
      return FALSE;
    if (person == NULL || !mado_person_in_charge_is_in_office (person, action->today_iso))
      return mado_action_refuse (action, MADO_REFUSAL_HANDLER, account);
  }
  *out_person = g_steal_pointer (&person);

  return TRUE;
}

/**
 * mado_person_in_charge_signs:
 * @action: an action
 * @person: (nullable): somebody of the register; %NULL: a terminal cannot say
 *
 * Returns: whether the actor has signed, with the key that the register has for this person
 */
gboolean
mado_person_in_charge_signs (const MadoAction *action, const MadoEntity *person)
{
  MadoPublicKey key;

  if (person == NULL)
    return mado_action_is_signed_by_actor (action);

  return mado_action_is_signed_by_actor (action) &&
         mado_public_key_from_hex (mado_json_get_text (mado_entity_get_body (person), "key"), &key, NULL) &&
         memcmp (&key, action->context->signer_key, sizeof (key)) == 0;
}

/* --- acts -------------------------------------------------------------------------------------------------------- */

/* Whoever keeps the register does not keep their own entry. */
static gboolean
may_keep (MadoAction *action, const char *account)
{
  if (!mado_action_need_duty (action, "people"))
    return FALSE;

  return !mado_action_is_actor (action, account) ||
         mado_action_refuse (action, MADO_REFUSAL_SAME_PERSON, mado_person_in_charge_kind.name);
}

/* Returns: (transfer none): "" also where this terminal has the entry without it */
static const char *
get_text (const MadoAction *action, const char *name)
{
  return mado_draft_get_text (action->draft->body, name);
}

static gboolean
may_change (MadoAction *action)
{
  return may_keep (action, get_text (action, "account")) && mado_action_need_state (action, ACTIVE, NULL);
}

static gboolean
check_term (MadoAction *action)
{
  return strcmp (get_text (action, "from"), get_text (action, "to")) <= 0 ||
         mado_action_refuse (action, MADO_REFUSAL_VALUE, "to");
}

static gboolean
take_key (MadoAction *action)
{
  const char *key = mado_json_get_text (action->body, "key");
  MadoDraft *draft = action->draft;
  g_autofree char *account_claim = build_account_claim (action, get_text (action, "account"));
  g_autofree char *key_claim = mado_person_in_charge_build_key_claim (action->programme, key);
  MadoPublicKey public_key;

  if (!mado_public_key_from_hex (key, &public_key, NULL))
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "key");
  mado_draft_put_text (draft, draft->body, "key", key);
  mado_draft_remove (draft, draft->body, "claims");
  mado_action_add_claim (action, account_claim);
  mado_action_add_claim (action, key_claim);
  mado_action_stamp (action, draft, draft->body, "key_taken");

  return TRUE;
}

static gboolean
register_person (MadoAction *action)
{
  MadoDraft *draft = action->draft;

  if (!may_keep (action, mado_json_get_text (action->body, "account")))
    return FALSE;
  mado_action_put_members (action, draft->body, register_members);
  mado_action_stamp (action, draft, draft->body, "registered");

  return check_term (action) && take_key (action);
}

/* The ward was told something else than what is so now. */
static gboolean
change (MadoAction *action)
{
  MadoDraft *draft = action->draft;

  if (!may_change (action))
    return FALSE;
  mado_action_put_members (action, draft->body, told_members);
  mado_draft_remove (draft, draft->body, "reported");
  mado_action_put_members (action, mado_action_add_entry (action, "changes", "change"), change_members);

  return check_term (action);
}

static gboolean
put_day (MadoAction *action, const char *name)
{
  if (!may_change (action))
    return FALSE;
  if (strcmp (mado_json_get_text (action->body, "day"), action->today_iso) > 0)
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "day");
  mado_draft_put (action->draft, action->draft->body, name, yyjson_obj_get (action->body, "day"));

  return TRUE;
}

static gboolean
train (MadoAction *action)
{
  return put_day (action, "trained");
}

static gboolean
report (MadoAction *action)
{
  return put_day (action, "reported");
}

/* The old key ends here: what it signed before stays good, and it signs nothing more. */
static gboolean
change_key (MadoAction *action)
{
  MadoDraft *draft = action->draft;
  const char *old = get_text (action, "key");

  if (!may_change (action))
    return FALSE;
  if (strcmp (mado_json_get_text (action->body, "key"), old) == 0)
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "key");

  yyjson_mut_val *entry = mado_action_add_entry (action, "old_keys", "end");

  mado_draft_put_text (draft, entry, "key", old);
  mado_draft_put (draft, entry, "reason", yyjson_obj_get (action->body, "reason"));

  return take_key (action);
}

static gboolean
end (MadoAction *action)
{
  MadoDraft *draft = action->draft;

  if (!may_change (action))
    return FALSE;
  mado_draft_set_state (draft, ENDED);
  mado_draft_remove (draft, draft->body, "claims");
  mado_draft_put (draft, mado_action_stamp (action, draft, draft->body, "ended"), "reason",
                  yyjson_obj_get (action->body, "reason"));

  return TRUE;
}

/* --- who gets what of the register ------------------------------------------------------------------------------- */

#define FOR_KEEPERS MADO_FOR_DUTIES, .duties = { "people", "oversee" }
#define FOR_SIGNERS MADO_FOR_DUTIES, .duties = { "people", "oversee", "handover", "receive" }
#define FOR_WHO_READS_NAMES MADO_FOR_DUTIES, .duties = { "people", "oversee", "handover", "receive", "plan", "approve" }

/* Whoever signs for a medium has to know who else may, and to hold a signature against the key. */
static const MadoVisible entry_visible[] = {
  { "at", FOR_KEEPERS },
  { "by", FOR_KEEPERS },
  { "operation", FOR_KEEPERS },
  { "what", FOR_KEEPERS },
  { "account", FOR_SIGNERS },
  { "name", FOR_SIGNERS },
  { "organisation", FOR_SIGNERS },
  { "role", FOR_SIGNERS },
  { "from", FOR_SIGNERS },
  { "to", FOR_SIGNERS },
  { "key", FOR_SIGNERS },
  { "reason", FOR_KEEPERS },
  {},
};

static const MadoVisible train_visible[] = {
  { "day", FOR_KEEPERS },
  {},
};

static const MadoVisible report_visible[] = {
  { "day", FOR_SIGNERS },
  {},
};

/* Whoever answers for a batch of payments reads by name whose hands it went through. */
static const MadoVisible visible[] = {
  { "account", FOR_WHO_READS_NAMES },
  { "name", FOR_WHO_READS_NAMES },
  { "organisation", FOR_SIGNERS },
  { "role", FOR_WHO_READS_NAMES },
  { "from", FOR_SIGNERS },
  { "to", FOR_SIGNERS },
  { "reported", FOR_SIGNERS },
  { "key", FOR_SIGNERS },
  { "trained", FOR_KEEPERS },
  { "key_taken", FOR_KEEPERS, .inside = mado_visible_stamp },
  { "registered", FOR_KEEPERS, .inside = mado_visible_stamp },
  { "ended", FOR_KEEPERS, .inside = entry_visible },
  { "changes", FOR_KEEPERS, .inside = entry_visible },
  { "old_keys", FOR_KEEPERS, .inside = entry_visible },
  {},
};

static const MadoAct acts[] = {
  { "person.register", MADO_BEGINS_ALWAYS, register_members, register_person, entry_visible },
  { "person.change", MADO_BEGINS_NOT, change_members, change, entry_visible },
  { "person.train", MADO_BEGINS_NOT, day_members, train, train_visible },
  { "person.report", MADO_BEGINS_NOT, day_members, report, report_visible },
  { "person.change_key", MADO_BEGINS_NOT, key_members, change_key, entry_visible },
  { "person.end", MADO_BEGINS_NOT, mado_body_reason, end, entry_visible },
  {},
};

const MadoKind mado_person_in_charge_kind = { "person", ACTIVE, acts, visible };
