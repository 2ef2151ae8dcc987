/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the service's papers, and looks twice at who else may. */

#include "mado-service-papers.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mado-certificate.h"
#include "mado-durable-file.h"
#include "mado-hex.h"

#define MAX_PAPER (64 * 1024)    /* bytes */
#define LEAST_DIFFERENT_BYTES 16 /* of a secret that was drawn: fewer come by chance once in 10^16 */
#define INIT_REMEDY "make the service's papers: madoguchi-ctl service init"
#define BACKUP_KEY_REMEDY "bring back its copy, or begin anew with another: madoguchi-ctl service backup-key"
#define RENEW_REMEDY "make another: madoguchi-ctl service renew"

/**
 * mado_service_papers_free:
 * @self: (transfer full): papers
 */
void
mado_service_papers_free (MadoServicePapers *self)
{
  g_clear_pointer (&self->authority, mado_authority_free);
  g_clear_pointer (&self->key, mado_secret_free);
  g_clear_pointer (&self->secret, mado_secret_free);
  g_free (self->certificate);
  g_free (self);
}

/* What nobody else may read. */
typedef struct {
  const char *path;
  const char *what;
  const char *remedy; /* where it is missing */
} Paper;

/* A secret lies in a file of ours (or of root's) that nobody else may even read. */
static gboolean
check_owner (const Paper *paper, GPtrArray *faults)
{
  g_autofree char *quoted = g_shell_quote (paper->path);
  g_autofree char *close = g_strconcat ("chmod 600 ", quoted, NULL);
  struct stat status;

  if (stat (paper->path, &status) != 0) {
    mado_service_faults_add (faults, paper->remedy, "there is no %s: %s: %s", paper->what, paper->path,
                             g_strerror (errno));
    return FALSE;
  }
  if (!S_ISREG (status.st_mode)) {
    mado_service_faults_add (faults, paper->remedy, "the %s is no file: %s", paper->what, paper->path);
    return FALSE;
  }
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    mado_service_faults_add (faults, close, "others than its owner may read or write the %s: %s", paper->what,
                             paper->path);
    return FALSE;
  }
  if (status.st_uid != geteuid () && status.st_uid != 0) {
    mado_service_faults_add (faults, "let the account that the service runs as own it: chown",
                             "the %s belongs to somebody else: %s", paper->what, paper->path);
    return FALSE;
  }

  return TRUE;
}

/* With a zero byte behind it. */
static MadoSecret *
load_private (const Paper *paper, GPtrArray *faults)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autofree char *text = NULL;
  MadoSecret *secret;
  gsize length = 0;

  if (!check_owner (paper, faults))
    return NULL;
  content = mado_durable_file_load (paper->path, MAX_PAPER, &error);
  if (content == NULL) {
    mado_service_faults_add (faults, paper->remedy, "the %s cannot be read: %s", paper->what, error->message);
    return NULL;
  }
  text = g_bytes_unref_to_data (g_steal_pointer (&content), &length);
  secret = mado_secret_new (length + 1);
  memcpy (mado_secret_get_bytes (secret), text, length);
  explicit_bzero (text, length);

  return secret;
}

static char *
load_public (const char *path, const char *what, GPtrArray *faults)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    mado_service_faults_add (faults, INIT_REMEDY, "the %s cannot be read: %s", what, error->message);

  return text;
}

static MadoTlsKey *
read_key (const MadoSecret *pem, const char *what, GPtrArray *faults)
{
  g_autoptr (GError) error = NULL;
  MadoTlsKey *key = mado_tls_key_from_pem (mado_secret_get_bytes (pem), mado_secret_get_length (pem) - 1, &error);

  if (key == NULL)
    mado_service_faults_add (faults, "bring back its copy from the backup, or begin anew with other terminals' papers",
                             "the %s is not one: %s", what, error->message);

  return key;
}

/**
 * mado_service_papers_load_authority:
 * @settings: where it is
 * @faults: (element-type MadoServiceFault): where to put what is wrong
 *
 * Returns: (transfer full) (nullable): who certifies terminals; %NULL where something is wrong
 */
MadoAuthority *
mado_service_papers_load_authority (const MadoServiceSettings *settings, GPtrArray *faults)
{
  g_autofree char *certificate = load_public (settings->authority, "certificate of the authority", faults);
  g_autoptr (MadoSecret) pem =
      load_private (&(Paper) { settings->authority_key, "key of the authority", INIT_REMEDY }, faults);
  g_autoptr (MadoTlsKey) key = pem != NULL ? read_key (pem, "key of the authority", faults) : NULL;
  g_autoptr (GError) error = NULL;
  MadoAuthority *authority = NULL;

  if (certificate != NULL && key != NULL) {
    authority = mado_authority_load (certificate, key, &error);
    if (authority == NULL)
      mado_service_faults_add (faults, "bring the authority and its key back from one backup",
                               "the authority does not hold: %s", error->message);
  }

  return authority;
}

static gboolean
is_drawn (const guint8 *bytes)
{
  gboolean seen[256] = { FALSE };
  guint count = 0;

  for (guint i = 0; i < MADO_SERVICE_SECRET_SIZE; i++) {
    count += !seen[bytes[i]];
    seen[bytes[i]] = TRUE;
  }

  return count >= LEAST_DIFFERENT_BYTES;
}

static MadoSecret *
load_drawn (const Paper *paper, GPtrArray *faults)
{
  g_autoptr (MadoSecret) text = load_private (paper, faults);
  g_autoptr (MadoSecret) secret = mado_secret_new (MADO_SERVICE_SECRET_SIZE);

  if (text == NULL)
    return NULL;
  if (!mado_hex_to_bytes (g_strchomp ((char *) mado_secret_get_bytes (text)), mado_secret_get_bytes (secret),
                          MADO_SERVICE_SECRET_SIZE, NULL)) {
    mado_service_faults_add (faults, paper->remedy, "the %s is not 64 hexadecimal digits: %s", paper->what,
                             paper->path);
    return NULL;
  }
  if (!is_drawn (mado_secret_get_bytes (secret))) {
    mado_service_faults_add (faults, paper->remedy, "the %s was not drawn by chance: %s", paper->what, paper->path);
    return NULL;
  }

  return g_steal_pointer (&secret);
}

/**
 * mado_service_papers_load_secret:
 * @settings: where it is
 * @faults: (element-type MadoServiceFault): where to put what is wrong
 *
 * Returns: (transfer full) (nullable): what the keys of files are made of; %NULL where something is wrong
 */
MadoSecret *
mado_service_papers_load_secret (const MadoServiceSettings *settings, GPtrArray *faults)
{
  return load_drawn (&(Paper) { settings->secret, "secret of the files", INIT_REMEDY }, faults);
}

/**
 * mado_service_papers_load_backup_key:
 * @path: where it is
 * @faults: (element-type MadoServiceFault): where to put what is wrong
 *
 * Returns: (transfer full) (nullable): what saved wards are sealed under; %NULL where something is wrong
 */
MadoSecret *
mado_service_papers_load_backup_key (const char *path, GPtrArray *faults)
{
  return load_drawn (&(Paper) { path, "key of backups", BACKUP_KEY_REMEDY }, faults);
}

static void
check_certificate (MadoServicePapers *self, const MadoTlsKey *key, GPtrArray *faults)
{
  static const char *const flaws[] = {
    [MADO_CERTIFICATE_UNREADABLE] = "cannot be read",
    [MADO_CERTIFICATE_OTHER_KEY] = "is of another key than the service's",
    [MADO_CERTIFICATE_OTHER_MAKER] = "was not made by the authority, so no terminal believes it",
    [MADO_CERTIFICATE_OTHER_PURPOSE] = "is not a service's",
    [MADO_CERTIFICATE_NOT_NOW] = "is not valid now",
  };
  const MadoCertificateFlaw flaw =
      mado_certificate_check (self->certificate, key, self->authority, mado_instant_now (), &self->until);

  if (flaw != MADO_CERTIFICATE_GOOD)
    mado_service_faults_add (faults, RENEW_REMEDY, "the service's certificate %s", flaws[flaw]);
}

/**
 * mado_service_papers_load:
 * @settings: where they are
 * @faults: (element-type MadoServiceFault): where to put what is wrong with them, all of it
 *
 * Returns: (transfer full) (nullable): the papers; %NULL where something is wrong
 */
MadoServicePapers *
mado_service_papers_load (const MadoServiceSettings *settings, GPtrArray *faults)
{
  const guint n_faults = faults->len;
  g_autoptr (MadoServicePapers) self = g_new0 (MadoServicePapers, 1);
  g_autoptr (MadoTlsKey) key = NULL;

  self->authority = mado_service_papers_load_authority (settings, faults);
  self->certificate = load_public (settings->certificate, "certificate of the service", faults);
  self->key = load_private (&(Paper) { settings->key, "key of the service", INIT_REMEDY }, faults);
  self->secret = mado_service_papers_load_secret (settings, faults);
  key = self->key != NULL ? read_key (self->key, "key of the service", faults) : NULL;
  if (self->authority != NULL && self->certificate != NULL && key != NULL)
    check_certificate (self, key, faults);

  return faults->len == n_faults ? g_steal_pointer (&self) : NULL;
}
