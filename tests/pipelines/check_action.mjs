// Prints what the published schema of actions has against a file: check_action.mjs ACTION.yml
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const {validateAction} = createRequire(new URL('../tools/', import.meta.url))('@action-validator/core');
for (const error of validateAction(readFileSync(process.argv[2], 'utf8')).errors) console.log(JSON.stringify(error));
