/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From an account to the register's entry, by the claim that the entry holds. */

#include "mado-handlers.h"

#include "mado-person-in-charge.h"

/**
 * mado_handlers_have:
 * @access: access
 * @backend: of the ward
 * @programme: a programme, without its ward
 * @account: an account's name
 * @out_is_in: (out): whether the register of the programme has its person, reported and in office today
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked up
 */
gboolean
mado_handlers_have (const MadoAccess *access,
                    MadoBackend *backend,
                    const char *programme,
                    const char *account,
                    gboolean *out_is_in,
                    GError **error)
{
  g_autofree char *claim = mado_person_in_charge_build_claim (mado_access_get_ward (access), programme, account);
  g_auto (MadoStoredRow) row = { 0 };
  char today[MADO_DATE_ISO_SIZE];
  MadoId holder = MADO_ID_NONE;

  *out_is_in = FALSE;
  if (claim == NULL)
    return TRUE;
  if (!backend->type->find_holder (backend, claim, &holder, error))
    return FALSE;
  if (!mado_id_is_valid (holder))
    return TRUE;
  if (!backend->type->find_entity (backend, holder, &row, error))
    return FALSE;
  mado_date_to_iso (mado_instant_get_japanese_day (mado_access_get_now (access)), today);
  *out_is_in = row.entity != NULL && g_str_equal (mado_entity_get_kind (row.entity), mado_person_in_charge_kind.name) &&
               mado_person_in_charge_is_in_office (row.entity, today);

  return TRUE;
}

/* --- programmes -------------------------------------------------------------------------------------------------- */

/**
 * mado_handlers_load_programme:
 * @access: access
 * @backend: of the ward
 * @programme: a programme, without its ward
 * @out_programme: (out) (transfer full) (nullable): as it was published last; %NULL: it was not
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked up
 */
gboolean
mado_handlers_load_programme (const MadoAccess *access,
                              MadoBackend *backend,
                              const char *programme,
                              MadoProgramme **out_programme,
                              GError **error)
{
  g_autofree char *name = g_strconcat (mado_access_get_ward (access), "/", programme, NULL);
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (MadoStoredEntry) entry = NULL;
  MadoStreamStand stand = { 0 };

  *out_programme = NULL;
  if (!backend->type->find_stream (backend, name, &stand, error))
    return FALSE;
  if (stand.revision == 0)
    return TRUE;
  *out_programme = mado_access_find_programme (access, name, stand.revision);
  if (*out_programme != NULL)
    return TRUE;
  if (!backend->type->find_entry (backend, stand.number, stand.revision, &entry, error))
    return FALSE;
  if (entry != NULL && entry->payload != NULL)
    *out_programme = mado_programme_read (entry->payload, faults);
  if (*out_programme != NULL)
    mado_access_keep_programme (access, name, stand.revision, *out_programme);

  return TRUE;
}

static gboolean
sees_nothing (const MadoProgramme *programme, const char *role)
{
  for (guint i = 0; i < mado_section_get_count (programme->items); i++)
    if (mado_item_may_see (mado_section_get (programme->items, i), role))
      return FALSE;

  return TRUE;
}

static char **
pick_keepers (const MadoProgramme *programme, char **roles)
{
  g_autoptr (GStrvBuilder) keepers = g_strv_builder_new ();

  for (char **role = roles; *role != NULL; role++)
    if (mado_programme_has_duty (programme, "people", *role) && sees_nothing (programme, *role))
      g_strv_builder_add (keepers, *role);

  return g_strv_builder_end (keepers);
}

/* --- where somebody works ------------------------------------------------------------------------------------------
 */

static gboolean
is_had_at (const MadoProgramme *programme, const char *role, const char *here)
{
  const MadoSite *site = mado_programme_find_site (programme, role);

  return g_str_equal (site != NULL ? site->id : "", here);
}

/* @roles: (inout): those that are had at the terminal stay. */
static gboolean
keep_roles_of_site (const MadoAccess *access,
                    MadoBackend *backend,
                    const char *programme,
                    const char *terminal,
                    char ***roles,
                    GError **error)
{
  g_autofree char *here = terminal != NULL ? mado_access_dup_site (access, terminal) : NULL;
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  g_autoptr (MadoProgramme) read = NULL;

  if (here == NULL || **roles == NULL)
    return TRUE;
  if (!mado_handlers_load_programme (access, backend, programme, &read, error))
    return FALSE;
  for (char **role = *roles; read != NULL && *role != NULL; role++)
    if (is_had_at (read, *role, here))
      g_strv_builder_add (kept, *role);
  g_strfreev (*roles);
  *roles = g_strv_builder_end (kept);

  return TRUE;
}

/* --- what somebody may be today ---------------------------------------------------------------------------------- */

/**
 * mado_handlers_find_roles:
 * @access: access
 * @backend: of the ward
 * @account: an account
 * @programme: a programme, without its ward
 * @terminal: (nullable): where somebody is; %NULL: wherever
 * @out_roles: (out) (transfer full): the roles that it has there today; ends with %NULL
 * @error: where to put what went wrong
 *
 * Returns: whether they were looked up
 */
gboolean
mado_handlers_find_roles (const MadoAccess *access,
                          MadoBackend *backend,
                          const MadoAccount *account,
                          const char *programme,
                          const char *terminal,
                          char ***out_roles,
                          GError **error)
{
  g_auto (GStrv) roles = mado_account_dup_roles (account, programme);
  g_autoptr (MadoProgramme) read = NULL;
  gboolean is_in = FALSE;

  if (*roles != NULL && !mado_handlers_have (access, backend, programme, account->name, &is_in, error))
    return FALSE;
  if (is_in) {
    if (!keep_roles_of_site (access, backend, programme, terminal, &roles, error))
      return FALSE;
    *out_roles = g_steal_pointer (&roles);
    return TRUE;
  }
  if (*roles != NULL && account->is_administrator &&
      !mado_handlers_load_programme (access, backend, programme, &read, error))
    return FALSE;
  *out_roles = read != NULL ? pick_keepers (read, roles) : g_new0 (char *, 1);

  return TRUE;
}

static gboolean
has_programme (const GPtrArray *grants, guint n_grants, const char *programme)
{
  for (guint i = 0; i < n_grants; i++)
    if (g_str_equal (((const MadoGrant *) g_ptr_array_index (grants, i))->programme, programme))
      return TRUE;

  return FALSE;
}

/**
 * mado_handlers_find_grants:
 * @access: access
 * @backend: of the ward
 * @account: an account
 * @terminal: (nullable): where somebody is; %NULL: wherever
 * @out_grants: (out) (transfer full) (element-type MadoGrant): the roles that it has today in all programmes
 * @error: where to put what went wrong
 *
 * Returns: whether they were looked up
 */
gboolean
mado_handlers_find_grants (const MadoAccess *access,
                           MadoBackend *backend,
                           const MadoAccount *account,
                           const char *terminal,
                           GPtrArray **out_grants,
                           GError **error)
{
  g_autoptr (GPtrArray) grants = mado_grants_new ();

  for (guint i = 0; i < account->grants->len; i++) {
    const char *programme = ((const MadoGrant *) g_ptr_array_index (account->grants, i))->programme;
    g_auto (GStrv) roles = NULL;

    if (has_programme (account->grants, i, programme))
      continue;
    if (!mado_handlers_find_roles (access, backend, account, programme, terminal, &roles, error))
      return FALSE;
    for (char **role = roles; *role != NULL; role++)
      mado_grants_add (grants, programme, *role);
  }
  *out_grants = g_steal_pointer (&grants);

  return TRUE;
}

/**
 * mado_handlers_know_grants:
 * @access: access
 * @backend: of the ward
 * @grants: (element-type MadoGrant): what somebody shall be
 * @out_are_known: (out): whether there are such programmes, and such roles in them
 * @error: where to put what went wrong
 *
 * Returns: whether they were looked up
 */
gboolean
mado_handlers_know_grants (
    const MadoAccess *access, MadoBackend *backend, const GPtrArray *grants, gboolean *out_are_known, GError **error)
{
  *out_are_known = FALSE;
  for (guint i = 0; i < grants->len; i++) {
    const MadoGrant *grant = g_ptr_array_index (grants, i);
    g_autoptr (MadoProgramme) programme = NULL;

    if (!mado_handlers_load_programme (access, backend, grant->programme, &programme, error))
      return FALSE;
    if (programme == NULL || mado_section_find (programme->roles, grant->role) == NULL)
      return TRUE;
  }
  *out_are_known = TRUE;

  return TRUE;
}
