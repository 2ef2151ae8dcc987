/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the configuration: a key file, in which a word that nobody knows is a fault, for it may be a limit misspelled.
 */

#include "mado-service-settings.h"

#include <gio/gio.h>
#include <string.h>

#include "mado-access-reply.h"

#define SERVICE "service"
#define LIMITS "limits"
#define AUDIT "audit"
#define BACKUP "backup"
#define WARD "ward " /* and its name */
#define LEASE_DAYS "lease-days"
#define LEASE_DAYS_OF LEASE_DAYS "-" /* and the id of a programme */
#define OFFICE "office"
#define MAX_WARD_NAME 32

#define SAMPLE_REMEDY "compare it with the sample of the configuration, which explains each word"

typedef struct {
  const char *group;
  const char *name;
  gsize offset;         /* of a char * in the settings */
  const char *fallback; /* (nullable): %NULL: it must be said, or may be left out */
  gboolean is_path;
  gboolean may_be_left_out;
} TextKey;

static const TextKey text_keys[] = {
  { SERVICE, "listen", G_STRUCT_OFFSET (MadoServiceSettings, listen), "[::]:8443", FALSE },
  { SERVICE, "address", G_STRUCT_OFFSET (MadoServiceSettings, address), NULL, FALSE },
  { SERVICE, "terminals", G_STRUCT_OFFSET (MadoServiceSettings, terminals), NULL, .may_be_left_out = TRUE },
  { SERVICE, "folder", G_STRUCT_OFFSET (MadoServiceSettings, folder), "/var/lib/madoguchi", TRUE },
  { SERVICE, "authority", G_STRUCT_OFFSET (MadoServiceSettings, authority), "authority.pem", TRUE },
  { SERVICE, "authority-key", G_STRUCT_OFFSET (MadoServiceSettings, authority_key), "authority.key", TRUE },
  { SERVICE, "certificate", G_STRUCT_OFFSET (MadoServiceSettings, certificate), "service.pem", TRUE },
  { SERVICE, "key", G_STRUCT_OFFSET (MadoServiceSettings, key), "service.key", TRUE },
  { SERVICE, "secret", G_STRUCT_OFFSET (MadoServiceSettings, secret), "secret", TRUE },
  { BACKUP, "folder", G_STRUCT_OFFSET (MadoServiceSettings, backup_folder), NULL, TRUE, .may_be_left_out = TRUE },
  { BACKUP, "key", G_STRUCT_OFFSET (MadoServiceSettings, backup_key), "backup.key", TRUE },
};

/* Numbers, each with what it may be. */
typedef struct {
  const char *group;
  const char *name;
  gsize offset; /* of a guint in the settings */
  guint fallback;
  guint least;
  guint most;
} NumberKey;

#define LIMIT(member) G_STRUCT_OFFSET (MadoServiceSettings, limits.member)
#define RULE(member) G_STRUCT_OFFSET (MadoServiceSettings, audit.member)

static const NumberKey number_keys[] = {
  { SERVICE, "threads", G_STRUCT_OFFSET (MadoServiceSettings, n_threads), 4, 2, 64 },
  { SERVICE, "readers", G_STRUCT_OFFSET (MadoServiceSettings, n_readers), 2, 1, 32 },
  { LIMITS, "connections", LIMIT (max_connections), 2000, 1, 100000 },
  { LIMITS, "connections-per-address", LIMIT (max_connections_per_address), 64, 1, 100000 },
  { LIMITS, "handshake-ms", LIMIT (handshake), 15000, 100, 600000 },
  { LIMITS, "idle-ms", LIMIT (idle), 90000, 1000, 600000 },
  { LIMITS, "transfer-ms", LIMIT (transfer), 20000, 100, 600000 },
  { LIMITS, "transfer-bytes-per-second", LIMIT (rate), 4096, 1, 1u << 30 },
  { LIMITS, "drain-ms", LIMIT (drain), 20000, 100, 600000 },
  { LIMITS, "bodies-mib", LIMIT (bodies), 256, 64, 65536 },
  { AUDIT, "opens", RULE (opens), MADO_AUDIT_OPENS, 0, 23 },
  { AUDIT, "closes", RULE (closes), MADO_AUDIT_CLOSES, 1, 24 },
  { AUDIT, "mass-reads", RULE (mass_reads), MADO_AUDIT_MASS_READS, 1, 1000000 },
};

#define FREE_DISK "free-disk-mib"
#define LEAST_FREE_DISK 64
#define DEFAULT_FREE_DISK 1024

/* How a backend's place is called. */
static const struct {
  const char *backend;
  const char *key;
  gboolean is_path;
} place_keys[] = { { "sqlcipher", "file", TRUE }, { "postgresql", "connection", FALSE } };

/**
 * mado_ward_name_is_valid:
 * @name: as somebody writes it
 *
 * Returns: whether a ward can be called so: it stands in paths, and the office beside it
 */
gboolean
mado_ward_name_is_valid (const char *name)
{
  return g_ascii_islower (*name) && strlen (name) <= MAX_WARD_NAME && strcmp (name, OFFICE) != 0 &&
         strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (name);
}

static void
free_ward (gpointer data)
{
  MadoWardSettings *ward = data;

  g_free (ward->name);
  g_free (ward->backend);
  g_free (ward->place);
  g_clear_pointer (&ward->lease_rule, mado_lease_rule_free);
  g_free (ward);
}

/**
 * mado_service_settings_free:
 * @self: (transfer full): settings
 */
void
mado_service_settings_free (MadoServiceSettings *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (text_keys); i++)
    g_free (G_STRUCT_MEMBER (char *, self, text_keys[i].offset));
  g_strfreev (self->allow);
  g_clear_pointer (&self->office, free_ward);
  g_ptr_array_unref (self->wards);
  g_free (self->path);
  g_free (self);
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

/* A file on its way into settings. */
typedef struct {
  GKeyFile *file;
  char *folder; /* of the configuration */
  MadoServiceSettings *settings;
  GPtrArray *faults;
} Reading;

static char *
take_path (const Reading *self, char *text, gboolean is_path)
{
  g_autofree char *owned = text;

  return is_path && text != NULL ? g_canonicalize_filename (text, self->folder) : g_steal_pointer (&owned);
}

/* What is there but empty is as if it was not. */
static char *
dup_text (const Reading *self, const char *group, const char *key)
{
  g_autofree char *text = g_key_file_get_string (self->file, group, key, NULL);

  return text != NULL && *g_strstrip (text) != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
read_text (Reading *self, const TextKey *key)
{
  char *text = dup_text (self, key->group, key->name);

  if (text == NULL && key->fallback == NULL && !key->may_be_left_out)
    mado_service_faults_add (self->faults, SAMPLE_REMEDY, "\"%s\" is missing in [%s]", key->name, key->group);
  if (text == NULL)
    text = g_strdup (key->fallback);
  G_STRUCT_MEMBER (char *, self->settings, key->offset) = take_path (self, text, key->is_path);
}

static gint64
read_whole (Reading *self, const char *group, const char *name, gint64 fallback, gint64 least, gint64 most)
{
  g_autofree char *text = dup_text (self, group, name);
  gint64 number = fallback;

  if (text != NULL && !g_ascii_string_to_signed (text, 10, least, most, &number, NULL))
    mado_service_faults_add (self->faults, SAMPLE_REMEDY,
                             "\"%s\" in [%s] is not a number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, name,
                             group, least, most);

  return number;
}

static void
read_number (Reading *self, const NumberKey *key)
{
  G_STRUCT_MEMBER (guint, self->settings, key->offset) =
      (guint) read_whole (self, key->group, key->name, key->fallback, key->least, key->most);
}

/* "lease-days" of the ward, and "lease-days-PROGRAMME". */
static MadoLeaseRule *
read_lease_rule (Reading *self, const char *group)
{
  g_auto (GStrv) keys = g_key_file_get_keys (self->file, group, NULL, NULL);
  MadoLeaseRule *rule = mado_lease_rule_new (
      (guint) read_whole (self, group, LEASE_DAYS, MADO_ACCESS_LEASE_DAYS, 1, MADO_ACCESS_MOST_LEASE_DAYS));

  for (char **key = keys; key != NULL && *key != NULL; key++)
    if (g_str_has_prefix (*key, LEASE_DAYS_OF))
      mado_lease_rule_set (
          rule, *key + strlen (LEASE_DAYS_OF),
          (guint) read_whole (self, group, *key, MADO_ACCESS_LEASE_DAYS, 1, MADO_ACCESS_MOST_LEASE_DAYS));

  return rule;
}

static MadoWardSettings *
read_ward (Reading *self, const char *group, const char *name)
{
  MadoWardSettings *ward = g_new0 (MadoWardSettings, 1);
  g_autofree char *file = g_strconcat (name, ".ward", NULL);

  ward->name = g_strdup (name);
  ward->backend = dup_text (self, group, "backend");
  if (ward->backend == NULL)
    ward->backend = g_strdup (place_keys[0].backend);
  for (gsize i = 0; i < G_N_ELEMENTS (place_keys); i++)
    if (strcmp (ward->backend, place_keys[i].backend) == 0)
      ward->place = take_path (self, dup_text (self, group, place_keys[i].key), place_keys[i].is_path);
  if (ward->place == NULL && strcmp (ward->backend, place_keys[0].backend) == 0)
    ward->place = g_build_filename (self->settings->folder, file, NULL);
  if (ward->place == NULL)
    mado_service_faults_add (self->faults, SAMPLE_REMEDY, "[%s] does not say where its backend \"%s\" is", group,
                             ward->backend);
  ward->lease_rule = read_lease_rule (self, group);

  return ward;
}

static void
read_wards (Reading *self)
{
  g_auto (GStrv) groups = g_key_file_get_groups (self->file, NULL);

  for (char **group = groups; *group != NULL; group++) {
    const char *name = *group + strlen (WARD);

    if (!g_str_has_prefix (*group, WARD))
      continue;
    if (mado_ward_name_is_valid (name))
      g_ptr_array_add (self->settings->wards, read_ward (self, *group, name));
    else
      mado_service_faults_add (self->faults, "name it with small letters, digits and dashes, as its programmes do",
                               "[%s] is not the name of a ward", *group);
  }
  self->settings->office = read_ward (self, OFFICE, OFFICE);
}

/* --- words that nobody knows ------------------------------------------------------------------------------------- */

static gboolean
is_key_of_service (const char *group, const char *key)
{
  const gboolean is_service = strcmp (group, SERVICE) == 0;

  for (gsize i = 0; i < G_N_ELEMENTS (text_keys); i++)
    if (strcmp (group, text_keys[i].group) == 0 && strcmp (key, text_keys[i].name) == 0)
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (number_keys); i++)
    if (strcmp (group, number_keys[i].group) == 0 && strcmp (key, number_keys[i].name) == 0)
      return TRUE;

  return is_service && (strcmp (key, "allow") == 0 || strcmp (key, FREE_DISK) == 0);
}

static gboolean
is_key_of_ward (const char *group, const char *key)
{
  const gboolean is_ward = g_str_has_prefix (group, WARD);

  if (!is_ward && strcmp (group, OFFICE) != 0)
    return FALSE;
  if (is_ward && (strcmp (key, LEASE_DAYS) == 0 || g_str_has_prefix (key, LEASE_DAYS_OF)))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (place_keys); i++)
    if (strcmp (key, place_keys[i].key) == 0)
      return TRUE;

  return strcmp (key, "backend") == 0;
}

static void
find_strange_words (const Reading *self)
{
  g_auto (GStrv) groups = g_key_file_get_groups (self->file, NULL);

  for (char **group = groups; *group != NULL; group++) {
    g_auto (GStrv) keys = g_key_file_get_keys (self->file, *group, NULL, NULL);

    for (char **key = keys; *key != NULL; key++)
      if (!is_key_of_service (*group, *key) && !is_key_of_ward (*group, *key))
        mado_service_faults_add (self->faults, SAMPLE_REMEDY, "nobody knows what \"%s\" in [%s] is", *key, *group);
  }
}

static GKeyFile *
open_file (const char *path, GPtrArray *faults)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error))
    return g_steal_pointer (&file);
  mado_service_faults_add (faults, "copy the sample of the configuration there and fill it in",
                           "the configuration %s cannot be read: %s", path, error->message);

  return NULL;
}

/**
 * mado_service_settings_load:
 * @path: of the configuration
 * @faults: (element-type MadoServiceFault): where to put what is wrong with it
 *
 * Returns: (transfer full) (nullable): what it says; %NULL where it has faults
 */
MadoServiceSettings *
mado_service_settings_load (const char *path, GPtrArray *faults)
{
  const guint n_faults = faults->len;
  g_autoptr (GKeyFile) file = open_file (path, faults);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);
  g_autoptr (MadoServiceSettings) self = NULL;

  if (file == NULL)
    return NULL;
  self = g_new0 (MadoServiceSettings, 1);
  self->path = g_steal_pointer (&absolute);
  self->wards = g_ptr_array_new_with_free_func (free_ward);

  Reading reading = { .file = file, .folder = folder, .settings = self, .faults = faults };

  find_strange_words (&reading);
  for (gsize i = 0; i < G_N_ELEMENTS (text_keys); i++)
    read_text (&reading, &text_keys[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (number_keys); i++)
    read_number (&reading, &number_keys[i]);
  if (self->audit.opens >= self->audit.closes)
    mado_service_faults_add (faults, SAMPLE_REMEDY, "\"opens\" in [%s] is not before \"closes\"", AUDIT);
  self->free_disk = read_whole (&reading, SERVICE, FREE_DISK, DEFAULT_FREE_DISK, LEAST_FREE_DISK, G_MAXINT32);
  self->allow = g_key_file_get_string_list (file, SERVICE, "allow", NULL, NULL);
  if (self->allow == NULL)
    self->allow = g_new0 (char *, 1);
  read_wards (&reading);

  return faults->len == n_faults ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_service_settings_find_ward:
 * @self: settings
 * @name: of a ward
 *
 * Returns: (transfer none) (nullable): where it is
 */
const MadoWardSettings *
mado_service_settings_find_ward (const MadoServiceSettings *self, const char *name)
{
  for (guint i = 0; i < self->wards->len; i++) {
    const MadoWardSettings *ward = g_ptr_array_index (self->wards, i);

    if (strcmp (ward->name, name) == 0)
      return ward;
  }

  return NULL;
}
