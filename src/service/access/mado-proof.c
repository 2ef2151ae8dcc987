/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Argon2id, as often as it takes. */

#include "mado-proof.h"

#include "mado-base-error.h"
#include "mado-password.h"

/* A password that does not fit is an answer, no error. */
static gboolean
check (const char *hash, const MadoSecret *password, gboolean *out_fits, GError **error)
{
  g_autoptr (GError) inner = NULL;

  *out_fits = mado_password_verify (hash, password, &inner);
  if (*out_fits || g_error_matches (inner, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));

  return FALSE;
}

static gboolean
check_earlier (MadoProof *self, GError **error)
{
  if (self->earlier == NULL)
    return TRUE;
  if (!check (self->known, self->next, &self->is_reused, error))
    return FALSE;
  for (guint i = 0; !self->is_reused && i < self->earlier->len; i++)
    if (!check (g_ptr_array_index (self->earlier, i), self->next, &self->is_reused, error))
      return FALSE;

  return TRUE;
}

static gboolean
hash_password (MadoProof *self, const MadoSecret *password, GError **error)
{
  self->hash = mado_password_hash (password, self->cost, error);

  return self->hash != NULL;
}

/**
 * mado_proof_work_out:
 * @self: a proof
 * @error: where to put what went wrong
 *
 * Returns: whether it is worked out
 */
gboolean
mado_proof_work_out (MadoProof *self, GError **error)
{
  g_clear_pointer (&self->hash, g_free);
  self->is_reused = FALSE;
  self->is_right = self->known == NULL;
  if (self->known != NULL && self->password != NULL && !check (self->known, self->password, &self->is_right, error))
    return FALSE;
  if (!self->is_right)
    return TRUE;
  if (self->next != NULL)
    return check_earlier (self, error) && (self->is_reused || hash_password (self, self->next, error));
  if (self->known == NULL)
    return TRUE;

  return !mado_password_needs_rehash (self->known, self->cost) || hash_password (self, self->password, error);
}

/**
 * mado_proof_clear:
 * @self: a proof
 */
void
mado_proof_clear (MadoProof *self)
{
  g_clear_pointer (&self->known, g_free);
  g_clear_pointer (&self->earlier, g_ptr_array_unref);
  g_clear_pointer (&self->hash, g_free);
}
