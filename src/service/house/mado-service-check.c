/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks for whatever would make the service unsafe, and says all of it at once. */

#include "mado-service-check.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "mado-audit-check.h"
#include "mado-base-error.h"
#include "mado-store-error.h"
#include "mado-ward-directory.h"

#define MIB (G_GINT64_CONSTANT (1) << 20)

#define ACCOUNT "account"
#define CONFIGURATION "configuration"
#define FOLDER "folder"
#define DISK "disk"
#define NETWORKS "networks"
#define PAPERS "papers"
#define WARDS "wards"

const char *const mado_service_subjects[] = { ACCOUNT, CONFIGURATION, FOLDER, DISK, NETWORKS, PAPERS, WARDS, NULL };

/**
 * mado_service_ground_free:
 * @self: (transfer full): what was looked at
 */
void
mado_service_ground_free (MadoServiceGround *self)
{
  g_clear_pointer (&self->addresses, mado_address_list_free);
  g_clear_pointer (&self->papers, mado_service_papers_free);
  g_clear_pointer (&self->settings, mado_service_settings_free);
  g_free (self);
}

static void
check_account (GPtrArray *faults)
{
  if (geteuid () == 0)
    mado_service_faults_add (faults, "run it as an account of its own, as its systemd unit does (User=madoguchi)",
                             "it runs as root: whoever breaks in would have the machine");
}

/* Whoever writes the configuration decides who may connect. */
static void
check_configuration (const char *path, GPtrArray *faults)
{
  g_autofree char *quoted = g_shell_quote (path);
  g_autofree char *remedy = g_strconcat ("chmod go-w ", quoted, NULL);
  struct stat status;

  if (stat (path, &status) == 0 && (status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
    mado_service_faults_add (faults, remedy, "others than its owner may change the configuration %s", path);
}

static void
check_folder (const char *path, GPtrArray *faults)
{
  g_autofree char *quoted = g_shell_quote (path);
  g_autofree char *make = g_strconcat ("mkdir -m 700 ", quoted, ", as the account that the service runs as", NULL);
  g_autofree char *close = g_strconcat ("chmod 700 ", quoted, NULL);
  struct stat status;

  if (stat (path, &status) != 0 || !S_ISDIR (status.st_mode))
    mado_service_faults_add (faults, make, "there is no folder %s", path);
  else if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    mado_service_faults_add (faults, close, "others than its owner may look into the folder %s", path);
  else if (g_access (path, R_OK | W_OK | X_OK) != 0)
    mado_service_faults_add (faults, "let the account that the service runs as own it: chown",
                             "the service may not write in the folder %s", path);
}

/* A disk that fills up in the middle of the day stops everybody: better not to begin the day. */
static void
check_disk (const MadoServiceSettings *settings, GPtrArray *faults)
{
  struct statvfs disk;
  gint64 left;

  if (statvfs (settings->folder, &disk) != 0)
    return; /* there is no such folder: that is said already */
  left = (gint64) (disk.f_bavail * disk.f_frsize / (guint64) MIB);
  if (left < settings->free_disk)
    mado_service_faults_add (faults, "make room, or give the folder a larger disk",
                             "the disk of %s is nearly full: %" G_GINT64_FORMAT " MiB are left, and %" G_GINT64_FORMAT
                             " are wanted",
                             settings->folder, left, settings->free_disk);
}

static MadoAddressList *
check_networks (const MadoServiceSettings *settings, GPtrArray *faults)
{
  g_autoptr (GError) error = NULL;
  MadoAddressList *addresses = mado_address_list_new ((const char *const *) settings->allow, &error);

  if (addresses == NULL)
    mado_service_faults_add (faults, "name the terminals' networks, and no others: allow=10.20.0.0/16;10.21.0.0/16",
                             "who may connect is not limited: %s", error->message);

  return addresses;
}

/* A password stands in a file of its own, which nobody else may read. */
static void
check_connection (const MadoWardSettings *ward, GPtrArray *faults)
{
  if (strstr (ward->place, "password") != NULL)
    mado_service_faults_add (faults, "put it into a password file of libpq: passfile=…",
                             "a password stands in the configuration, in [ward %s]", ward->name);
}

/* @place: (transfer full) (nullable): where it is, if that is known. */
static gboolean
is_there (MadoWardPlace *place, GError **error)
{
  g_autoptr (MadoWardPlace) owned = place;
  g_autoptr (MadoBackend) backend = place != NULL ? mado_ward_place_open (place, MADO_BACKEND_READ, error) : NULL;
  g_autoptr (MadoTurn) turn = backend != NULL ? mado_turn_begin (backend, MADO_BACKEND_READ, error) : NULL;

  return turn != NULL && mado_audit_check_ends (backend, error);
}

static const char *
choose_remedy (const GError *error)
{
  if (g_error_matches (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_MOVED) ||
      g_error_matches (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_UNFINISHED))
    return "end what was begun with it: madoguchi-ctl service migrate, or service restore into another place";

  if (g_error_matches (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH) ||
      g_error_matches (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED))
    return "it is damaged: keep it for whoever looks into it, and bring it back: madoguchi-ctl service restore; "
           "terminals "
           "offer again what they did since";

  return "make it, where it is new: madoguchi-ctl service ward";
}

static void
check_ward (const MadoServiceSettings *settings, const char *name, const MadoSecret *secret, GPtrArray *faults)
{
  g_autoptr (GError) error = NULL;

  if (!is_there (mado_ward_directory_find (settings, name, secret, &error), &error))
    mado_service_faults_add (faults, choose_remedy (error), "the ward \"%s\" cannot be opened: %s", name,
                             error->message);
}

/* Where the wards lie stands in the office. */
static void
check_wards (const MadoServiceSettings *settings, const MadoSecret *secret, GPtrArray *faults)
{
  g_autoptr (GError) error = NULL;
  const gboolean has_office = is_there (mado_ward_place_new (settings->office, secret, &error), &error);

  if (!has_office)
    mado_service_faults_add (faults, "bring it back from the backup, or begin anew: madoguchi-ctl service init",
                             "the service's own office cannot be opened: %s", error->message);
  for (guint i = 0; i < settings->wards->len; i++) {
    const MadoWardSettings *ward = g_ptr_array_index (settings->wards, i);

    check_connection (ward, faults);
    if (has_office)
      check_ward (settings, ward->name, secret, faults);
  }
  if (settings->wards->len == 0)
    mado_service_faults_add (faults, "add a group to the configuration for each: [ward shinjuku]",
                             "there is no ward to serve");
}

/* What can be looked at once the configuration is known. */
static void
check_ground (MadoServiceGround *self, GPtrArray *faults)
{
  check_folder (self->settings->folder, faults);
  mado_service_faults_name_subject (faults, FOLDER);
  check_disk (self->settings, faults);
  mado_service_faults_name_subject (faults, DISK);
  self->addresses = check_networks (self->settings, faults);
  mado_service_faults_name_subject (faults, NETWORKS);
  self->papers = mado_service_papers_load (self->settings, faults);
  mado_service_faults_name_subject (faults, PAPERS);
  if (self->papers != NULL)
    check_wards (self->settings, self->papers->secret, faults);
  mado_service_faults_name_subject (faults, WARDS);
}

/**
 * mado_service_check:
 * @path: of the configuration
 * @faults: (element-type MadoServiceFault): where to put all that is wrong
 *
 * Returns: (transfer full) (nullable): what the service stands on; %NULL where it must not start
 */
MadoServiceGround *
mado_service_check (const char *path, GPtrArray *faults)
{
  const guint n_faults = faults->len;
  g_autoptr (MadoServiceGround) self = g_new0 (MadoServiceGround, 1);

  check_account (faults);
  mado_service_faults_name_subject (faults, ACCOUNT);
  check_configuration (path, faults);
  self->settings = mado_service_settings_load (path, faults);
  mado_service_faults_name_subject (faults, CONFIGURATION);
  if (self->settings == NULL)
    return NULL;
  check_ground (self, faults);

  return faults->len == n_faults ? g_steal_pointer (&self) : NULL;
}
