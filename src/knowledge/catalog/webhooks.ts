import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { WebhookTemplates } from '../../domain/webhook-template.ts';

/** Reads `config/webhooks.yml`: how webhooks of other services want their messages. */
export function readWebhooks(path: string) {
  // What reads YAML is loaded where somebody sends by a template.
  const { readYaml } = createRequire(import.meta.url)('./yaml.ts') as typeof import('./yaml.ts');
  return readYaml({ path, text: readFileSync(path, 'utf8') }, WebhookTemplates);
}
