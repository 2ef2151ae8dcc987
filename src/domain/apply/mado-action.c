/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the acts have in common: refusing, asking who somebody is, looking things up, writing down what was done, with a
 * stamp of who did it. */

#include "mado-action.h"

#include <string.h>

#include "mado-claim.h"

/**
 * mado_action_refuse:
 * @self: an action
 * @code: why
 * @subject: (nullable): what about
 *
 * A second refusal with the same code adds its subject to the first; another code is not told any more.
 *
 * Returns: %FALSE
 */
gboolean
mado_action_refuse (MadoAction *self, const char *code, const char *subject)
{
  MadoRefusal *refusal = self->outcome->refusal;

  if (refusal == NULL)
    mado_outcome_refuse (self->outcome, MADO_OUTCOME_REFUSED, mado_refusal_new (code, subject));
  else if (strcmp (refusal->code, code) == 0 && subject != NULL)
    mado_refusal_add (refusal, subject);

  return FALSE;
}

/**
 * mado_action_fail:
 * @self: an action
 * @error: (transfer full): why nobody can say what would come of it
 *
 * Returns: %FALSE
 */
gboolean
mado_action_fail (MadoAction *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;

  return FALSE;
}

/**
 * mado_action_add_conflict:
 * @self: an action
 * @item: which somebody else has changed meanwhile
 */
void
mado_action_add_conflict (MadoAction *self, const char *item)
{
  self->outcome->kind = MADO_OUTCOME_CONFLICT;
  g_ptr_array_add (self->outcome->conflicts, g_strdup (item));
}

/**
 * mado_action_has_role:
 * @self: an action
 * @roles: (element-type utf8): roles
 *
 * Returns: whether the actor has one of them
 */
gboolean
mado_action_has_role (const MadoAction *self, const GPtrArray *roles)
{
  return mado_policy_has_role (&self->context->actor, roles);
}

/**
 * mado_action_need_duty:
 * @self: an action
 * @duty: a duty
 *
 * Returns: whether the actor has it; refused where not
 */
gboolean
mado_action_need_duty (MadoAction *self, const char *duty)
{
  if (mado_policy_has_duty (&self->context->actor, self->programme, duty))
    return TRUE;

  return mado_action_refuse (self, MADO_REFUSAL_ROLE, duty);
}

/**
 * mado_action_need_state:
 * @self: an action
 * @...: states, then %NULL
 *
 * Returns: whether the entity is in one of them; refused where not
 */
gboolean
mado_action_need_state (MadoAction *self, ...)
{
  gboolean is_there = FALSE;
  va_list states;

  va_start (states, self);
  for (const char *state = va_arg (states, const char *); state != NULL; state = va_arg (states, const char *))
    is_there = is_there || strcmp (self->draft->state, state) == 0;
  va_end (states);

  return is_there || mado_action_refuse (self, MADO_REFUSAL_STATE, self->draft->state);
}

/**
 * mado_action_need_members:
 * @self: an action
 * @...: members that the operation has to have just here, then %NULL
 *
 * Returns: whether all are there; refused with those that are not
 */
gboolean
mado_action_need_members (MadoAction *self, ...)
{
  gboolean are_there = TRUE;
  va_list names;

  va_start (names, self);
  for (const char *name = va_arg (names, const char *); name != NULL; name = va_arg (names, const char *))
    if (yyjson_obj_get (self->body, name) == NULL)
      are_there = mado_action_refuse (self, MADO_REFUSAL_REQUIRED, name);
  va_end (names);

  return are_there;
}

/**
 * mado_action_is_actor:
 * @self: an action
 * @account: an account
 *
 * Returns: whether the actor is the same person
 */
gboolean
mado_action_is_actor (const MadoAction *self, const char *account)
{
  return strcmp (self->header->actor, account) == 0;
}

static gboolean
is_signature_good (const MadoAction *self)
{
  MadoPublicKey key;

  return self->context->signer_key != NULL && mado_operation_verify (self->operation, &key, NULL) &&
         memcmp (&key, self->context->signer_key, sizeof (key)) == 0;
}

/**
 * mado_action_is_signed:
 * @self: an action
 * @role: a role
 *
 * A terminal has no register that would say whose key it is.
 *
 * Returns: whether the operation carries a good signature by somebody of that role
 */
gboolean
mado_action_is_signed (const MadoAction *self, const char *role)
{
  return is_signature_good (self) &&
         (!mado_records_are_whole (self->records) || g_strv_contains (self->context->signer.roles, role));
}

/**
 * mado_action_is_signed_by_actor:
 * @self: an action
 *
 * Returns: whether the operation carries a good signature by whoever wants it
 */
gboolean
mado_action_is_signed_by_actor (const MadoAction *self)
{
  return is_signature_good (self) && mado_action_is_actor (self, self->context->signer.account);
}

/**
 * mado_action_is_cut:
 * @self: an action
 *
 * Returns: whether its entity is cut, at a terminal: who may do it is judged, what follows the service says
 */
gboolean
mado_action_is_cut (const MadoAction *self)
{
  return !mado_records_are_whole (self->records) && mado_draft_is_cut (self->draft);
}

static MadoDraft *
find_other (const MadoAction *self, MadoId id)
{
  if (mado_id_compare (self->draft->id, id) == 0)
    return self->draft;
  for (guint i = 0; i < self->others->len; i++) {
    MadoDraft *other = g_ptr_array_index (self->others, i);

    if (mado_id_compare (other->id, id) == 0)
      return other;
  }

  return NULL;
}

static gboolean
claims (const MadoDraft *draft, const char *claim)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (yyjson_mut_obj_get (draft->body, "claims"));

  for (yyjson_mut_val *one = yyjson_mut_arr_iter_next (&iter); one != NULL; one = yyjson_mut_arr_iter_next (&iter))
    if (yyjson_mut_equals_str (one, claim))
      return TRUE;

  return FALSE;
}

/* Whoever takes or gives up the claim in this very action. */
static MadoDraft *
find_claiming (const MadoAction *self, const char *claim)
{
  for (guint i = 0; i < self->others->len; i++)
    if (claims (g_ptr_array_index (self->others, i), claim))
      return g_ptr_array_index (self->others, i);

  return NULL;
}

/**
 * mado_action_find_holder:
 * @self: an action
 * @claim: a claim
 * @out_holder: (out): the other entity that holds it; %MADO_ID_NONE: nobody else, as far as it is known here
 *
 * Returns: whether the records could be read; the action has failed where not
 */
gboolean
mado_action_find_holder (MadoAction *self, const char *claim, MadoId *out_holder)
{
  const MadoDraft *claiming = find_claiming (self, claim);
  GError *error = NULL;
  MadoId holder = MADO_ID_NONE;

  if (claiming != NULL)
    holder = claiming->id;
  else if (!mado_records_find_holder (self->records, claim, &holder, &error))
    return mado_action_fail (self, error);
  else if (mado_id_is_valid (holder) && find_other (self, holder) != NULL)
    holder = MADO_ID_NONE;
  *out_holder = holder;

  return TRUE;
}

/**
 * mado_action_find:
 * @self: an action
 * @id: an entity
 * @kind: what kind it has to be of
 * @out_entity: (out) (transfer full) (nullable): the entity as it is on record, to be read; %NULL where a terminal has
 *   none: what it would say, the service knows
 *
 * Returns: whether there may be such an entity; refused where there is none, or the records cannot be read
 */
gboolean
mado_action_find (MadoAction *self, MadoId id, const char *kind, MadoEntity **out_entity)
{
  g_autoptr (MadoEntity) entity = NULL;
  GError *error = NULL;

  if (!mado_records_find_entity (self->records, id, &entity, &error))
    return mado_action_fail (self, error);
  if (entity != NULL ? strcmp (mado_entity_get_kind (entity), kind) != 0 : mado_records_are_whole (self->records))
    return mado_action_refuse (self, MADO_REFUSAL_ABSENT, kind);
  *out_entity = g_steal_pointer (&entity);

  return TRUE;
}

/**
 * mado_action_open:
 * @self: an action
 * @id: an entity
 * @kind: what kind it has to be of
 * @out_draft: (out) (transfer none) (nullable): the draft of its next version, stored with the action; %NULL where a
 *   terminal has no such entity
 *
 * Returns: whether there may be such an entity; refused where there is none, or the records cannot be read
 */
gboolean
mado_action_open (MadoAction *self, MadoId id, const char *kind, MadoDraft **out_draft)
{
  MadoDraft *draft = find_other (self, id);
  g_autoptr (MadoEntity) entity = NULL;

  if (draft == NULL || strcmp (draft->kind, kind) != 0) {
    if (!mado_action_find (self, id, kind, &entity))
      return FALSE;
    draft = entity != NULL ? mado_draft_from (entity) : NULL;
    if (draft != NULL)
      g_ptr_array_add (self->others, draft);
  }
  *out_draft = draft;

  return TRUE;
}

/**
 * mado_action_stamp:
 * @self: an action
 * @draft: one of its drafts
 * @object: an object of the draft
 * @name: a member
 *
 * Returns: (transfer none): the member: an object that says who did it and when
 */
yyjson_mut_val *
mado_action_stamp (const MadoAction *self, MadoDraft *draft, yyjson_mut_val *object, const char *name)
{
  mado_draft_remove (draft, object, name);

  yyjson_mut_val *stamp = mado_draft_ensure_object (draft, object, name);

  mado_draft_put_number (draft, stamp, "at", self->context->now.microseconds / 1000);
  mado_draft_put_text (draft, stamp, "by", self->header->actor);

  return stamp;
}

/**
 * mado_action_add_entry:
 * @self: an action
 * @list: a list of the entity's body that only grows
 * @what: what is done
 *
 * Returns: (transfer none): a new object at its end, which says what was done, by which operation, by whom and when
 */
yyjson_mut_val *
mado_action_add_entry (const MadoAction *self, const char *list, const char *what)
{
  MadoDraft *draft = self->draft;
  yyjson_mut_val *entry = mado_draft_add_object (draft, mado_draft_ensure_array (draft, draft->body, list));

  mado_draft_put_number (draft, entry, "at", self->context->now.microseconds / 1000);
  mado_draft_put_text (draft, entry, "by", self->header->actor);
  mado_draft_put_id (draft, entry, "operation", self->header->id);
  mado_draft_put_text (draft, entry, "what", what);

  return entry;
}

/**
 * mado_action_put_members:
 * @self: an action
 * @object: an object of its draft
 * @members: those of the operation's body that it takes, where they are there
 */
void
mado_action_put_members (const MadoAction *self, yyjson_mut_val *object, const MadoBodyMember *members)
{
  for (; members->name != NULL; members++) {
    yyjson_val *value = yyjson_obj_get (self->body, members->name);

    if (value != NULL)
      mado_draft_put (self->draft, object, members->name, value);
  }
}

/* --- claims ------------------------------------------------------------------------------------------------------ */

/**
 * mado_action_build_claim:
 * @self: an action
 * @kind: what is claimed in the ward
 * @...: the parts of its key, then %NULL
 *
 * Returns: (transfer full): the claim
 */
char *
mado_action_build_claim (const MadoAction *self, const char *kind, ...)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  va_list arguments;

  va_start (arguments, kind);
  for (char *part = va_arg (arguments, char *); part != NULL; part = va_arg (arguments, char *))
    g_ptr_array_add (parts, part);
  va_end (arguments);

  return mado_claim_build (self->programme->identity.ward, kind, (const char *const *) parts->pdata, parts->len, NULL);
}

/**
 * mado_action_add_claim:
 * @self: an action
 * @claim: a claim, held by its entity from now on; claims are written by the service alone
 */
void
mado_action_add_claim (MadoAction *self, const char *claim)
{
  MadoDraft *draft = self->draft;

  if (!mado_records_are_whole (self->records))
    return;
  yyjson_mut_arr_add_strcpy (draft->doc, mado_draft_ensure_array (draft, draft->body, "claims"), claim);
}
