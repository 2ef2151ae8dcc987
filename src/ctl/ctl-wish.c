/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Questions and their answers. What is asked for has a default wherever there is a sensible one; without a person to
 * ask, what is missing is named. */

#include "ctl-wish.h"

#include <arpa/inet.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <ifaddrs.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ctl-service.h"
#include "mado-durable-file.h"
#include "mado-reference-file.h"

#define PORT "8443"
#define LONGEST 256 /* bytes of an answer */
#define BACKUP_FOLDER "/var/backups/madoguchi"
#define TUNNEL "wg" /* how interfaces of WireGuard are called */

/**
 * mado_ctl_wish_clear:
 * @self: a wish
 */
void
mado_ctl_wish_clear (MadoCtlWish *self)
{
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->allow, g_strfreev);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->ward, g_free);
  g_clear_pointer (&self->administrator, g_free);
  g_clear_pointer (&self->overseer, g_free);
  g_clear_pointer (&self->backup, g_free);
}

/* --- asking ------------------------------------------------------------------------------------------------------ */

/* The address of this machine in the closed network, where it has one. */
static char *
guess_address (void)
{
  struct ifaddrs *all = NULL;
  char *address = NULL;

  if (getifaddrs (&all) != 0)
    return NULL;
  for (const struct ifaddrs *each = all; each != NULL && address == NULL; each = each->ifa_next) {
    char text[INET_ADDRSTRLEN];

    if (each->ifa_addr != NULL && each->ifa_addr->sa_family == AF_INET && g_str_has_prefix (each->ifa_name, TUNNEL) &&
        inet_ntop (AF_INET, &((const struct sockaddr_in *) (const void *) each->ifa_addr)->sin_addr, text,
                   sizeof text) != NULL)
      address = g_strconcat (text, ":" PORT, NULL);
  }
  freeifaddrs (all);

  return address;
}

/* Returns: (transfer full) (nullable): what was typed, or @fallback where that is nothing */
static char *
ask (const char *question, const char *fallback)
{
  char line[LONGEST];

  if (fallback != NULL)
    fprintf (stderr, "%s [%s]: ", question, fallback);
  else
    fprintf (stderr, "%s: ", question);
  if (fgets (line, sizeof line, stdin) == NULL || *g_strstrip (line) == '\0')
    return g_strdup (fallback);

  return g_strdup (line);
}

/* Returns: (transfer full) (nullable): what an option says, or a person */
static char *
obtain (const MadoCtlCall *call, const char *option, const char *question, const char *fallback)
{
  const char *given = mado_ctl_get_option (call, option);

  if (given != NULL)
    return g_strdup (given);

  return isatty (STDIN_FILENO) && !call->json ? ask (question, fallback) : NULL;
}

static gboolean
require (const void *value, const char *option, GError **error)
{
  if (value == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "--%s is missing", option);

  return value != NULL;
}

/* Networks are separated by blanks or semicolons. */
static char **
obtain_networks (const MadoCtlCall *call)
{
  const char *const *given = mado_ctl_get_options (call, "allow");
  g_autofree char *typed = NULL;

  if (given != NULL)
    return g_strdupv ((char **) given);
  typed = obtain (call, "allow", "Networks of the terminals, and of nobody else, as 10.20.0.0/16", NULL);

  return typed != NULL ? g_strsplit_set (typed, "; ", -1) : NULL;
}

/* What only a new configuration has to be told. */
static gboolean
read_configuration (MadoCtlWish *self, const MadoCtlCall *call, GError **error)
{
  g_autofree char *guess = guess_address ();

  self->address = obtain (call, "address", "Where terminals find the service, address and port", guess);
  if (!require (self->address, "address", error))
    return FALSE;
  self->allow = obtain_networks (call);
  self->ward = obtain (call, "ward", "The first ward, as its programmes name it", "shinjuku");
  self->backup = obtain (call, "backup", "The folder where wards are saved", BACKUP_FOLDER);

  return require (self->allow, "allow", error) && require (self->ward, "ward", error) &&
         require (self->backup, "backup", error);
}

/**
 * mado_ctl_wish_read:
 * @self: (out): what is wanted
 * @call: a call of `service init`
 * @error: what is missing
 *
 * Returns: whether all is known that is needed
 */
gboolean
mado_ctl_wish_read (MadoCtlWish *self, MadoCtlCall *call, GError **error)
{
  const char *const *allow = mado_ctl_get_options (call, "allow");

  self->is_new = !g_file_test (mado_ctl_get_service_path (call), G_FILE_TEST_EXISTS);
  self->folder = g_strdup (mado_ctl_get_option (call, "folder"));
  if (self->is_new && !read_configuration (self, call, error))
    return FALSE;
  if (!self->is_new) {
    self->address = g_strdup (mado_ctl_get_option (call, "address"));
    self->allow = g_strdupv ((char **) allow);
    self->ward = g_strdup (mado_ctl_get_option (call, "ward"));
    self->backup = g_strdup (mado_ctl_get_option (call, "backup"));
  }
  if (self->ward == NULL)
    return TRUE;
  self->administrator = obtain (call, "administrator", "The personal ID of the first administrator", "admin-1");
  self->overseer = obtain (call, "overseer", "The personal ID of whoever confirms what he asks for", "overseer-1");
  if (!require (self->administrator, "administrator", error) || !require (self->overseer, "overseer", error))
    return FALSE;
  if (strcmp (self->administrator, self->overseer) == 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "administrator and overseer are two persons");

  return strcmp (self->administrator, self->overseer) != 0;
}

/* --- the configuration ------------------------------------------------------------------------------------------- */

/**
 * mado_ctl_wish_write:
 * @self: a wish
 * @path: of the configuration
 * @error: what went wrong
 *
 * Writes the sample of the configuration with what is wanted in it; one that is there stays as it is.
 *
 * Returns: whether there is a configuration now
 */
gboolean
mado_ctl_wish_write (const MadoCtlWish *self, const char *path, GError **error)
{
  g_autofree char *sample = mado_reference_file_dup_sample_path ("service/service.conf");
  g_autofree char *ward = g_strconcat ("ward ", self->ward, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GBytes) content = NULL;
  gsize length = 0;
  g_autofree char *text = NULL, *folder = NULL;

  if (!self->is_new)
    return TRUE;
  if (!mado_ward_name_is_valid (self->ward)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "\"%s\" is not the name of a ward: small letters, digits and dashes", self->ward);
    return FALSE;
  }
  if (!g_key_file_load_from_file (file, sample, G_KEY_FILE_KEEP_COMMENTS, error))
    return FALSE;
  g_key_file_set_string (file, "service", "address", self->address);
  g_key_file_set_string_list (file, "service", "allow", (const char *const *) self->allow, g_strv_length (self->allow));
  if (self->folder != NULL)
    g_key_file_set_string (file, "service", "folder", self->folder);
  g_key_file_set_string (file, "backup", "folder", self->backup);
  g_key_file_set_string (file, ward, "backend", "sqlcipher");
  text = g_key_file_to_data (file, &length, NULL);
  content = g_bytes_new_take (g_steal_pointer (&text), length);
  folder = g_path_get_dirname (path);
  if (g_mkdir_with_parents (folder, 0700) != 0) {
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "the folder %s cannot be made: %s", folder,
                 g_strerror (errno));
    return FALSE;
  }

  return mado_durable_file_save (path, content, MADO_DURABLE_FILE_NEW, error);
}

static gboolean
differs (const char *wanted, const char *there)
{
  return wanted != NULL && g_strcmp0 (wanted, there) != 0;
}

/**
 * mado_ctl_wish_agrees:
 * @self: a wish
 * @settings: what the configuration says
 * @error: what it says otherwise
 *
 * Returns: whether the configuration says what is wanted: it is changed by people, with an editor
 */
gboolean
mado_ctl_wish_agrees (const MadoCtlWish *self, const MadoServiceSettings *settings, GError **error)
{
  g_autofree char *backup = self->backup != NULL ? g_canonicalize_filename (self->backup, NULL) : NULL;
  g_autofree char *folder = self->folder != NULL ? g_canonicalize_filename (self->folder, NULL) : NULL;
  const char *what = NULL;

  if (differs (self->address, settings->address))
    what = "address";
  else if (self->allow != NULL &&
           !g_strv_equal ((const char *const *) self->allow, (const char *const *) settings->allow))
    what = "allow";
  else if (differs (folder, settings->folder))
    what = "folder";
  else if (self->ward != NULL && mado_service_settings_find_ward (settings, self->ward) == NULL)
    what = "ward";
  else if (differs (backup, settings->backup_folder))
    what = "backup";
  if (what != NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "the configuration %s says otherwise of --%s",
                 settings->path, what);

  return what == NULL;
}
