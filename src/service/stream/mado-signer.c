/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a key to its person: whoever holds the key's claim in the ward. Whoever hands a signature in, be it his own or
 * that of somebody who signed at his terminal, has just said his password again. */

#include "mado-signer.h"

#include <string.h>

#include "mado-json-member.h"
#include "mado-person-in-charge.h"
#include "mado-refusal.h"

/**
 * mado_signer_clear:
 * @self: a signer
 */
void
mado_signer_clear (MadoSigner *self)
{
  g_clear_pointer (&self->entry, mado_entity_unref);
  g_clear_pointer (&self->roles, g_strfreev);
}

/**
 * mado_signer_get_account:
 * @self: a signer whom the register knows
 *
 * Returns: (transfer none): his account
 */
const char *
mado_signer_get_account (const MadoSigner *self)
{
  return mado_json_get_text (mado_entity_get_body (self->entry), "account");
}

static gboolean
find_roles (MadoStreamTurn *turn, const MadoCaller *caller, const char *account, char ***out_roles, GError **error)
{
  const MadoAccountRoles *accounts = &turn->stream->accounts;

  if (strcmp (account, caller->person.account) == 0) {
    *out_roles = g_strdupv ((char **) caller->person.roles);
    return TRUE;
  }
  if (accounts->find_roles == NULL) {
    *out_roles = g_new0 (char *, 1);
    return TRUE;
  }

  return accounts->find_roles (accounts->user_data, turn->backend, turn->stream->name, account, out_roles, error);
}

static gboolean
look_up (MadoSigner *self, MadoStreamTurn *turn, const MadoCaller *caller, GError **error)
{
  g_autofree char *key = mado_public_key_to_hex (&self->key);
  g_autofree char *claim = mado_person_in_charge_build_key_claim (turn->programme, key);
  MadoId holder = MADO_ID_NONE;
  g_auto (MadoStoredRow) row = { 0 };

  if (!turn->backend->type->find_holder (turn->backend, claim, &holder, error))
    return FALSE;
  if (!mado_id_is_valid (holder))
    return TRUE;
  if (!mado_stream_turn_find (turn, holder, &row, error))
    return FALSE;
  self->entry = g_steal_pointer (&row.entity);

  return self->entry == NULL || find_roles (turn, caller, mado_signer_get_account (self), &self->roles, error);
}

/**
 * mado_signer_find:
 * @turn: a turn
 * @caller: who hands them in
 * @operations: (element-type MadoOperation) (nullable elements): that belong together; %NULL where one cannot be read
 * @out_signer: (out caller-allocates): whose the first good signature is
 * @error: where to put why nobody can say
 *
 * Returns: whether it was looked up
 */
gboolean
mado_signer_find (
    MadoStreamTurn *turn, const MadoCaller *caller, const GPtrArray *operations, MadoSigner *out_signer, GError **error)
{
  *out_signer = (MadoSigner) { 0 };
  for (guint i = 0; i < operations->len; i++) {
    const MadoOperation *operation = g_ptr_array_index (operations, i);

    if (operation != NULL && mado_operation_is_signed (operation) &&
        mado_operation_verify (operation, &out_signer->key, NULL))
      return look_up (out_signer, turn, caller, error);
  }

  return TRUE;
}

/**
 * mado_signer_find_fault:
 * @self: whose signatures they should be
 * @operation: one of the operations
 * @caller: who hands it in
 * @now: official time
 *
 * Returns: (nullable): why it is refused; %NULL: it carries no signature, or one that counts
 */
const char *
mado_signer_find_fault (const MadoSigner *self,
                        const MadoOperation *operation,
                        const MadoCaller *caller,
                        MadoInstant now)
{
  MadoPublicKey key;

  if (!mado_operation_is_signed (operation))
    return NULL;
  if (self->entry == NULL || !mado_operation_verify (operation, &key, NULL) ||
      memcmp (&key, &self->key, sizeof key) != 0)
    return MADO_REFUSAL_SIGNATURE;

  return now.microseconds < caller->may_sign_until.microseconds ? NULL : MADO_REFUSAL_LEAVE;
}
